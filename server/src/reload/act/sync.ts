import { posix } from 'node:path';
import { HyperBoxError } from '../../base/error.ts';
import { mapSome } from '../../base/map-some.ts';
import type { Engine } from '../../engines/contract.ts';
import type { SyncChange } from '../change.ts';
import { fingerprintOf, type Fingerprint } from '../reconcile/fingerprint.ts';
import { baseFor, isMountedThere, placeOf, type ContainerPlace } from './container-place.ts';
import { lookAtChanges, type SkippedChange, type SyncWork } from './look.ts';
import { missingFolders } from './missing-folders.ts';
import { packWrites } from './pack-writes.ts';
import { removeEmptied, removeTargets } from './remove.ts';

export interface SyncOptions {
  readonly engine: Engine;
  readonly containerId: string;
  readonly changes: readonly SyncChange[];
  readonly signal: AbortSignal;
}

/** What a place in a container is now; without a fingerprint nothing is there any more. */
export interface SyncedTarget {
  readonly target: string;
  readonly fingerprint?: Fingerprint;
}

export interface SyncReport {
  /** How many files and links. */
  readonly written: number;
  readonly removed: number;
  /** Of content. */
  readonly bytes: number;
  /** What was told and not done: there is nothing to be said when it is gone again. */
  readonly skipped: readonly SkippedChange[];
  /** Removals that have to wait until the container runs; they are among the skipped as well. */
  readonly waiting: readonly SyncChange[];
  /** For the record of what the container has. */
  readonly done: readonly SyncedTarget[];
}

/**
 * Brings files of the host into a container as they are now: removed ones are removed first, all
 * others go in one archive, in one request. Who owns what is written: the user that the container's
 * command runs as, so that the command may write it too. Docker Compose keeps the host's numbers, or
 * has the engine look the user up among the host's, and fails where the host has no such user.
 *
 * Folders that are missing are made as they are on the host, those that are there stay as they are;
 * one that goes leaves the container when nothing else is in it, for what it keeps there is its own. A
 * file takes the place of a folder, and the reverse. Links stay links.
 *
 * A container that is not running takes files, but none can be removed from it: those are `waiting`.
 * Rejects with `reload-failed` where the container cannot be written or has no `rm`.
 */
export const syncIntoContainer = async (options: SyncOptions): Promise<SyncReport> => {
  const { engine, containerId, signal } = options;
  const place = await placeOf(engine, containerId, signal);
  const [there, changes] = partition(options.changes, (change) => isMountedThere(place, change));
  const mounted = there.filter(({ isFolder }) => isFolder !== true);
  const work = await lookAtChanges(changes);
  const bases = basesOf(work, place);
  for (const { target } of work.removals) baseFor(place, target);
  const removal = { engine, containerId, signal };
  const whyNot = await removeTargets(
    work.removals.map(({ target }) => target),
    removal,
  );
  const [removed, waiting] = whyNot === undefined ? [work.removals, []] : [[], work.removals];
  forget(place, removed);
  const parts: Written[] = [];
  for (const [base, some] of bases) {
    parts.push(await writeThrough(some, { engine, containerId, signal, place, base }));
  }
  forget(
    place,
    (await removeEmptied({ files: removed, folders: work.emptied }, removal)).map((target) => ({
      target,
    })),
  );
  const files = parts.flatMap(({ done }) => done);
  return {
    written: files.length,
    removed: removed.length,
    bytes: parts.reduce((sum, { bytes }) => sum + bytes, 0),
    skipped: [
      ...mounted.map(({ path, target }) => ({ path, target, why: whyMounted })),
      ...work.skipped,
      ...parts.flatMap(({ skipped }) => skipped),
      ...waiting.map(({ path, target }) => ({ path, target, why: whyNot ?? '' })),
    ],
    waiting,
    done: [...removed.map(({ target }) => ({ target })), ...files, ...(await asMounted(mounted))],
  };
};

const whyMounted = "is the host's own file, by a mount";

const asMounted = (changes: readonly SyncChange[]): Promise<readonly SyncedTarget[]> =>
  mapSome(changes, async ({ path, target }) => {
    const fingerprint = await fingerprintOf(path);
    return fingerprint === undefined ? { target } : { target, fingerprint };
  });

const partition = <T>(
  items: readonly T[],
  holds: (item: T) => boolean,
): readonly [readonly T[], readonly T[]] => [
  items.filter(holds),
  items.filter((item) => !holds(item)),
];

/** Most often one: the root. A read-only container is written through its volumes, each by itself. */
const basesOf = (
  { writes, folders }: SyncWork,
  place: ContainerPlace,
): ReadonlyMap<string, Writing> => {
  const baseOf = ({ target }: { readonly target: string }): string => baseFor(place, target);
  const [byBase, foldersByBase] = [Map.groupBy(writes, baseOf), Map.groupBy(folders, baseOf)];
  return new Map(
    [...new Set([...byBase.keys(), ...foldersByBase.keys()])].map((base) => [
      base,
      { writes: byBase.get(base) ?? [], folders: foldersByBase.get(base) ?? [] },
    ]),
  );
};

type Writing = Pick<SyncWork, 'writes' | 'folders'>;

interface Written {
  readonly done: readonly SyncedTarget[];
  readonly skipped: readonly SkippedChange[];
  readonly bytes: number;
}

const writeThrough = async (
  writing: Writing,
  through: Omit<SyncOptions, 'changes'> & { readonly place: ContainerPlace; readonly base: string },
): Promise<Written> => {
  const { engine, containerId, signal, place, base } = through;
  const { writes } = writing;
  const folders = await missingFolders(writing, through);
  if (writes.length + folders.length === 0) return { done: [], skipped: [], bytes: 0 };
  const packed = packWrites(writes, { owner: place.owner, base, folders });
  try {
    await engine.containers.copyIn(containerId, base, packed.stream, signal);
  } catch (error) {
    throw explain(error);
  } finally {
    packed.stream.destroy();
  }
  forget(
    place,
    writes.filter(({ kind }) => kind !== 'folder'),
  );
  for (const { target } of folders) place.folders.add(target);
  return packed;
};

/** What was a folder may be a file now, or nothing. */
const forget = (place: ContainerPlace, gone: readonly { readonly target: string }[]): void => {
  if (gone.length === 0 || place.folders.size === 0) return;
  const targets = new Set(gone.map(({ target }) => target));
  for (const folder of place.folders) {
    if (targets.has(folder) || parentsOf(folder).some((parent) => targets.has(parent))) {
      place.folders.delete(folder);
    }
  }
};

const parentsOf = (target: string): readonly string[] => {
  const parents: string[] = [];
  for (let at = posix.dirname(target); at !== '/'; at = posix.dirname(at)) parents.push(at);
  return parents;
};

/** The engine's words for what a container's own files do not allow. */
const refusals: readonly (readonly [RegExp, hint: string])[] = [
  [/read-?only/i, 'Sync to a place that the container may write.'],
  [
    /device or resource busy/i,
    'A file that is mounted by itself cannot be replaced: sync elsewhere.',
  ],
  [/not a directory/i, 'A link or a file of the container is where a folder should be.'],
  [/invalid symlink/i, 'A read-only container takes no links that lead out of its volumes.'],
];

const explain = (error: unknown): unknown => {
  if (!(error instanceof HyperBoxError) || error.code !== 'engine-failed') return error;
  const known = refusals.find(([pattern]) => pattern.test(error.message));
  if (known === undefined) return error;
  return new HyperBoxError('reload-failed', error.message, { hint: known[1], cause: error });
};
