import type { Stats } from 'node:fs';
import { lstat } from 'node:fs/promises';
import { basename, dirname, posix } from 'node:path';
import { mapSome } from '../../base/map-some.ts';
import { HyperBoxError } from '../../base/error.ts';
import type { Engine } from '../../engines/contract.ts';
import { permissionsOf } from '../reconcile/fingerprint.ts';
import type { ContainerPlace } from './container-place.ts';
import type { SyncWork } from './look.ts';

interface Asking {
  readonly engine: Engine;
  readonly containerId: string;
  readonly place: ContainerPlace;
  readonly base: string;
  readonly signal: AbortSignal;
}

/**
 * Folders that have to be made, for themselves or for the files, the outer first. Those that are there are not among
 * them: an archive that names a folder changes its owner and mode.
 */
export const missingFolders = async (
  { writes, folders }: Pick<SyncWork, 'writes' | 'folders'>,
  asking: Asking,
): Promise<readonly { readonly target: string; readonly mode: number }[]> => {
  const hosts = new Map<string, string>();
  for (const { target, path } of writes) hosts.set(posix.dirname(target), dirname(path));
  for (const { target, path } of folders) hosts.set(target, path);
  const missing = new Map<string, string | undefined>();
  const asked = new Map<string, Promise<boolean>>();
  const isThere = (folder: string): Promise<boolean> => {
    const answer = asked.get(folder) ?? askFor(folder, asking);
    asked.set(folder, answer);
    return answer;
  };
  await mapSome([...hosts], async ([folder, host]) => {
    let [inside, outside] = [folder, host as string | undefined];
    while (!(await isThere(inside))) {
      missing.set(inside, missing.get(inside) ?? outside);
      const same = outside !== undefined && basename(outside) === posix.basename(inside);
      [inside, outside] = [posix.dirname(inside), same ? dirname(outside ?? '') : undefined];
    }
  });
  const outerFirst = [...missing].sort(([a], [b]) => a.length - b.length);
  return Promise.all(
    outerFirst.map(async ([target, host]) => ({ target, mode: await modeOf(host) })),
  );
};

const askFor = async (folder: string, asking: Asking): Promise<boolean> => {
  const { engine, containerId, place, base, signal } = asking;
  if (folder === base || folder === '/' || place.folders.has(folder)) return true;
  try {
    const found = await engine.containers.stat(containerId, folder, signal);
    // A link may lead to a folder; only the engine can tell.
    const isThere = found?.kind === 'folder' || found?.kind === 'link';
    if (isThere) place.folders.add(folder);
    return isThere;
  } catch (error) {
    // The engine says so, without a word more, when something on the way is a file: that is replaced.
    if (error instanceof HyperBoxError && error.code === 'engine-failed') return false;
    throw error;
  }
};

const modeOf = async (host: string | undefined): Promise<number> => {
  const found: Stats | undefined =
    host === undefined ? undefined : await lstat(host).catch(() => undefined);
  return found?.isDirectory() === true ? permissionsOf(found) : 0o755;
};
