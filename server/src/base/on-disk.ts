import { lstat, readdir, stat } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import { systemCodeOf } from './error.ts';

/** Whether something is at a path, as far as this process can see. */
export const exists = async (path: string): Promise<boolean> => {
  try {
    await stat(path);
    return true;
  } catch {
    return false;
  }
};

/**
 * The same for those who would say that it is missing: what may not be looked at may be there.
 *
 * @param options.links a link counts itself, wherever it leads
 */
export const mayExist = async (
  path: string,
  options: { readonly links?: boolean } = {},
): Promise<boolean> => {
  try {
    await (options.links === true ? lstat(path) : stat(path));
    return true;
  } catch (error) {
    const code = systemCodeOf(error);
    return code !== 'ENOENT' && code !== 'ENOTDIR';
  }
};

/** Whether its folder lists it: where `a.js` became `A.js`, some file systems still find the old name. */
export const isNamedSo = async (path: string): Promise<boolean> =>
  (await readdir(dirname(path)).catch((): string[] => [])).includes(basename(path));
