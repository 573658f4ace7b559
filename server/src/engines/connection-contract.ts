import type { EndpointItem, EngineState } from '#shared/protocol/engine';
import type { Disposable } from '../base/disposable.ts';
import type { Event } from '../base/emitter.ts';
import type { Engine, EngineEvent } from './contract.ts';

/**
 * The one engine that this server uses now: found, connected, watched, found again when it is lost.
 * The rest of the server asks it for the engine at each use and never keeps one.
 */
export interface EngineConnection extends Disposable {
  readonly state: EngineState;
  readonly onDidChangeState: Event<EngineState>;
  /** Events of the connected engine. After a gap `onDidChangeState` fires with `connected` again. */
  readonly onEvent: Event<EngineEvent>;
  /** The connected engine, or `undefined`. */
  readonly engine: Engine | undefined;
  /** The connected engine; throws `engine-unavailable` with the state's own message and remedy. */
  require(): Engine;
  /** Starts looking; returns at once. */
  open(): void;
  /** Resolves when the state is no longer `searching`. */
  ready(signal?: AbortSignal): Promise<EngineState>;
  /** Probes every known place. */
  list(): Promise<readonly EndpointItem[]>;
  /** Pins one endpoint (an id or an address), or with `undefined` lets detection decide. */
  select(endpoint: string | undefined): Promise<EngineState>;
}
