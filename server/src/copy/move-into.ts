import { lstat, mkdir, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { HyperBoxError } from '../base/error.ts';

/**
 * Moves everything in `from` into `to`, both on one file system: folders are merged, files and links
 * replace files and links of the same name. Throws `conflict` where one side is a folder and the
 * other is not; it looks at all names first, so that nothing has moved then.
 */
export const moveInto = async (from: string, to: string): Promise<void> => {
  await checkInto(from, to);
  await mergeInto(from, to);
};

const checkInto = async (from: string, to: string): Promise<void> => {
  for (const entry of await readdir(from, { withFileTypes: true })) {
    const target = join(to, entry.name);
    const found = await lstat(target).catch(() => undefined);
    if (found === undefined) continue;
    if (found.isDirectory() !== entry.isDirectory()) {
      throw new HyperBoxError('conflict', `"${target}" is in the way.`, {
        hint: 'Remove or rename it, or copy to another folder.',
      });
    }
    if (entry.isDirectory()) await checkInto(join(from, entry.name), target);
  }
};

const mergeInto = async (from: string, to: string): Promise<void> => {
  await mkdir(to, { recursive: true });
  for (const entry of await readdir(from, { withFileTypes: true })) {
    const source = join(from, entry.name);
    const target = join(to, entry.name);
    const found = await lstat(target).catch(() => undefined);
    if (found?.isDirectory() === true) {
      await mergeInto(source, target);
      await rm(source, { recursive: true, force: true });
    } else await rename(source, target);
  }
};
