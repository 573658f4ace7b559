import { readdir } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { nearestName } from '../../nearest-name.ts';

/** What is in the folder that a path leads to, and almost has its name. */
export const nearestEntry = async (folder: string, path: string): Promise<string | undefined> => {
  const names = await readdir(join(folder, dirname(path))).catch(() => []);
  return nearestName(basename(path), names);
};
