import type { ReloadItem } from '#shared/protocol/reload';
import type { FileChange } from './change.ts';

/** A change, and how it came to be known. */
export interface HeardChange extends FileChange {
  readonly cause: ReloadItem['cause'];
  /** When the file was written, as well as that is known; milliseconds since 1970. */
  readonly savedAtMs: number;
  readonly heardAtMs: number;
}

/** One that nobody heard of; found out at a time. */
export const missedChange = (change: FileChange, atMs: number): HeardChange => ({
  ...change,
  cause: 'missed',
  savedAtMs: atMs,
  heardAtMs: atMs,
});

/** Work on some services that has not begun yet may still grow. */
export interface ReloadJob {
  readonly services: ReadonlySet<string>;
  /** By path; of a file that changed twice the last. */
  readonly changes: ReadonlyMap<string, HeardChange>;
  /** Find out first what else the services have missed. */
  readonly catchUp: boolean;
}

/** Of two jobs the one that does both: only the newest state of the files matters. */
export const joinJobs = (earlier: ReloadJob, later: ReloadJob): ReloadJob => {
  const changes = new Map(earlier.changes);
  for (const [path, change] of later.changes) {
    const before = changes.get(path);
    changes.set(path, before === undefined ? change : joinChanges(before, change));
  }
  return {
    services: earlier.services.union(later.services),
    changes,
    catchUp: earlier.catchUp || later.catchUp,
  };
};

/** Of two changes of a file: it waits since the first of them, and a person's save stays one. */
export const joinChanges = (before: HeardChange, change: HeardChange): HeardChange => ({
  ...(before.isFolder === true ? change : asFile(change)),
  savedAtMs: before.savedAtMs,
  heardAtMs: before.heardAtMs,
  ...(before.cause === 'saved' && change.cause === 'changed' && { cause: before.cause }),
});

/** Of a file that a folder took the place of, that it is gone is what matters. */
const asFile = ({ isFolder, ...change }: HeardChange): HeardChange =>
  isFolder === true ? { ...change, kind: 'removed' } : change;
