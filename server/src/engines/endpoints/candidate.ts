import type { EngineFault } from '#shared/protocol/engine';
import type { Endpoint } from '../contract.ts';
import type { EngineEnvironment } from '../environment.ts';

/** A place where an engine may listen, or what is wrong with what names one. */
export type Candidate =
  | { readonly kind: 'endpoint'; readonly endpoint: Endpoint }
  | { readonly kind: 'fault'; readonly endpoint: Endpoint; readonly fault: EngineFault };

/** A row of the table of places to look at. */
export interface EndpointSource {
  /**
   * Somebody chose this. A choice that does not work is told to whoever made it; falling through to
   * another engine would start containers where nobody expects them.
   */
  readonly explicit: boolean;
  find(environment: EngineEnvironment, setting: string): Promise<readonly Candidate[]>;
}
