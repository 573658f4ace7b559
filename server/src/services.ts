import type { Settings } from '#shared/protocol/workspace';
import type { Disposable } from './base/disposable.ts';
import type { Event } from './base/emitter.ts';
import type { EngineConnection } from './engines/connection-contract.ts';
import type { Inventory } from './inventory/contract.ts';
import type { Projects } from './projects/contract.ts';

/** What changes while the server runs and who needs to know. */
export interface Workspace {
  readonly settings: Settings;
  readonly trusted: boolean;
  /** Absolute paths. */
  readonly folders: readonly string[];
  readonly stateFolder: string;
  readonly onDidChange: Event<void>;
}

/** Every service, built once; handlers reach them by name. */
export interface Services extends Disposable {
  readonly workspace: Workspace;
  readonly engine: EngineConnection;
  readonly inventory: Inventory;
  readonly projects: Projects;
}
