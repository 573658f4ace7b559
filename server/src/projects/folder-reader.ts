import { open, readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Folder } from './detectors/detector.ts';

/** No manifest worth reading is longer. */
const maxBytes = 1024 * 1024;

export interface FolderNames {
  readonly files: ReadonlySet<string>;
  readonly folders: ReadonlySet<string>;
}

/**
 * The names in a folder; `undefined` when it cannot be read or is gone. Links to files count as files;
 * links to folders are left out, so that no walk can run in a circle or find the same project twice.
 */
export const readNames = async (path: string): Promise<FolderNames | undefined> => {
  const entries = await readdir(path, { withFileTypes: true }).catch(() => undefined);
  if (entries === undefined) return undefined;
  const files = new Set<string>();
  const folders = new Set<string>();
  for (const entry of entries) {
    if (entry.isFile()) files.add(entry.name);
    else if (entry.isDirectory()) folders.add(entry.name);
    else if (entry.isSymbolicLink()) {
      const target = await stat(join(path, entry.name)).catch(() => undefined);
      if (target?.isFile() === true) files.add(entry.name);
    }
  }
  return { files, folders };
};

export const toFolder = (path: string, names: FolderNames): Folder => ({
  path,
  ...names,
  read: (relativePath) => readSmallText(join(path, relativePath)),
  list: async (relativePath) =>
    (await readNames(join(path, relativePath))) ?? { files: new Set(), folders: new Set() },
});

export const readSmallText = async (path: string): Promise<string | undefined> => {
  try {
    const file = await open(path, 'r');
    try {
      const { size } = await file.stat();
      return size > maxBytes ? undefined : await file.readFile('utf8');
    } finally {
      await file.close();
    }
  } catch {
    return undefined;
  }
};
