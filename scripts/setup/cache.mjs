import { mkdir, mkdtemp, rename, rm, stat } from 'node:fs/promises';
import { homedir } from 'node:os';
import path from 'node:path';

/** Where everything lives that is fetched once a machine and shared by all clones. */
export function cacheRoot(env = process.env, platform = process.platform, home = homedir()) {
  if (env['HYPERBOX_CACHE']) return path.resolve(env['HYPERBOX_CACHE']);
  if (platform === 'win32') {
    return path.join(env['LOCALAPPDATA'] ?? path.join(home, 'AppData', 'Local'), 'hyperbox');
  }
  if (platform === 'darwin') return path.join(home, 'Library', 'Caches', 'hyperbox');
  return path.join(env['XDG_CACHE_HOME'] || path.join(home, '.cache'), 'hyperbox');
}

/** @param {string} file */
export async function exists(file) {
  return stat(file).then(
    () => true,
    () => false,
  );
}

/**
 * The folder `name` of the cache, made by `make` when it is not there yet. It is made beside its
 * place and renamed at the end, so an interrupted install never looks like a finished one, and two
 * that run at the same time do not disturb each other.
 *
 * @param {string} name a name that changes with what is in it, such as `node-24.21.0`
 * @param {(folder: string) => Promise<void>} make
 */
export async function cached(name, make) {
  const root = cacheRoot();
  const target = path.join(root, name);
  if (await exists(target)) return target;
  await mkdir(root, { recursive: true });
  const temporary = await mkdtemp(path.join(root, `.making-${name}-`));
  try {
    await make(temporary);
    await rename(temporary, target).catch(async (error) => {
      // Someone else finished first: theirs is as good as ours.
      if (!(await exists(target))) throw error;
    });
  } finally {
    await rm(temporary, { recursive: true, force: true });
  }
  return target;
}
