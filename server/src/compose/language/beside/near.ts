import { readdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { isComposeName } from '../compose-document.ts';
import type { LanguageWorkspace } from '../workspace.ts';

/** A repository is rarely deeper, and nobody has more compose files that matter to one file. */
const maxLevels = 8;
const maxFiles = 8;

/**
 * The compose files that may have to do with another file: those that are open, and those in its
 * folder and the folders above it, as far as the repository goes.
 */
export const composeFilesNear = async (
  path: string,
  workspace: LanguageWorkspace,
): Promise<readonly string[]> => {
  const found = new Set(workspace.openFiles().map((file) => file.path));
  let folder = dirname(path);
  for (let level = 0; level < maxLevels && found.size < maxFiles; level += 1) {
    const names = await namesIn(folder);
    for (const each of composeNames(names)) found.add(join(folder, each));
    if (names.includes('.devcontainer')) {
      const inner = join(folder, '.devcontainer');
      for (const each of composeNames(await namesIn(inner))) found.add(join(inner, each));
    }
    const parent = dirname(folder);
    if (names.includes('.git') || parent === folder) break;
    folder = parent;
  }
  return [...found].slice(0, maxFiles);
};

const namesIn = (folder: string): Promise<readonly string[]> => readdir(folder).catch(() => []);

const composeNames = (names: readonly string[]): readonly string[] =>
  names.filter((name) => isComposeName(name)).sort();
