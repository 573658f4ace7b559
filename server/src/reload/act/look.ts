import { lstatSync, type Stats } from 'node:fs';
import { posix } from 'node:path';
import { systemCodeOf } from '../../base/error.ts';
import { mapSome } from '../../base/map-some.ts';
import { isNamedSo } from '../../base/on-disk.ts';
import type { SyncChange } from '../change.ts';

/** What was told, and is not done. */
export interface SkippedChange {
  readonly path: string;
  readonly target: string;
  /** The rest of a sentence about it: "cannot be read (EACCES)". */
  readonly why: string;
}

/** Something that is to be written, as it is on the host now. */
export interface PlannedWrite {
  readonly path: string;
  readonly target: string;
  readonly kind: 'file' | 'link' | 'folder';
  readonly stats: Stats;
}

export interface SyncWork {
  readonly removals: readonly SyncChange[];
  readonly writes: readonly PlannedWrite[];
  /** Folders to be made where they are missing, and those to be removed where they are empty. */
  readonly folders: readonly SyncChange[];
  readonly emptied: readonly SyncChange[];
  readonly skipped: readonly SkippedChange[];
}

/** What there is to do now: the files may be others again than when the changes were told. */
export const lookAtChanges = async (changes: readonly SyncChange[]): Promise<SyncWork> => {
  // Of two that mean one place the later counts.
  const last = [...new Map(changes.map((change) => [change.target, change])).values()];
  const looks = await mapSome(last, lookAt);
  const of = <K extends Look['kind']>(kind: K): Extract<Look, { kind: K }>[] =>
    looks.filter((look): look is Extract<Look, { kind: K }> => look.kind === kind);
  return {
    removals: of('removal').map(({ change }) => change),
    writes: of('write').map(({ write }) => write),
    folders: of('folder').map(({ change }) => change),
    emptied: of('emptied').map(({ change }) => change),
    skipped: of('skipped').map(({ skipped }) => skipped),
  };
};

type Look =
  | { readonly kind: 'removal' | 'folder' | 'emptied'; readonly change: SyncChange }
  | { readonly kind: 'write'; readonly write: PlannedWrite }
  | { readonly kind: 'skipped'; readonly skipped: SkippedChange };

const lookAt = async (change: SyncChange): Promise<Look> => {
  const { path, target } = change;
  const skip = (why: string): Look => ({ kind: 'skipped', skipped: { path, target, why } });
  if (!isPlace(target)) return skip(`has no place in a container at "${target}"`);
  let stats: Stats;
  try {
    stats = lstatSync(path);
  } catch (error) {
    const code = systemCodeOf(error) ?? 'unknown';
    if (code !== 'ENOENT' && code !== 'ENOTDIR') return skip(`cannot be read (${code})`);
    // Of what came and went again, its removal is told too.
    return change.kind === 'removed' ? gone(change) : skip('is gone again');
  }
  if (change.kind === 'removed' && !(await isNamedSo(path))) return gone(change);
  if (change.isFolder === true && stats.isDirectory()) return { kind: 'folder', change };
  const write = (kind: PlannedWrite['kind']): Look => ({
    kind: 'write',
    write: { path, target, kind, stats },
  });
  if (stats.isFile()) return write('file');
  if (stats.isSymbolicLink()) return write('link');
  // A folder where a file was: it takes the file's place, and its own files come by themselves.
  if (stats.isDirectory()) return change.kind === 'removed' ? write('folder') : skip('is a folder');
  return skip('is a socket, a pipe or a device');
};

const gone = (change: SyncChange): Look => ({
  kind: change.isFolder === true ? 'emptied' : 'removal',
  change,
});

const isPlace = (target: string): boolean =>
  target.startsWith('/') &&
  target !== '/' &&
  !target.includes('\0') &&
  posix.normalize(target) === target &&
  !target.endsWith('/');
