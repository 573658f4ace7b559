import type { ReloadedContainer } from './carry-out.ts';
import type { FileChange } from './change.ts';
import type { ReloadRule } from './rules/rule.ts';
import type { SyncedTarget } from './act/sync.ts';

/** A service as it is now. */
export interface ServiceRecord {
  readonly service: string;
  readonly containers: readonly ReloadedContainer[];
  /** Its own. */
  readonly rules: readonly ReloadRule[];
}

/** What is kept on disk of a project's services, so that nothing is missed while nobody looks. */
export interface ReloadRecords {
  /**
   * The files that the containers lack, and those that other rules are about and that are not as they
   * were when the service last took them up. Of what is seen for the first time only what a container
   * itself can tell.
   */
  missed(record: ServiceRecord, signal: AbortSignal): Promise<readonly FileChange[]>;
  /**
   * These places in its containers are about to be written. Where that is cut off, what is there is known
   * to be ours, and not known to be what it should be.
   */
  begins(
    service: string,
    what: {
      readonly containers: readonly ReloadedContainer[];
      readonly targets: readonly string[];
    },
  ): Promise<void>;
  /** The service has taken up these changes. */
  tookUp(
    record: ServiceRecord,
    what: {
      readonly changes: readonly FileChange[];
      /** By container. */
      readonly synced: ReadonlyMap<string, readonly SyncedTarget[]>;
    },
  ): Promise<void>;
}
