import { readdir } from 'node:fs/promises';
import { join } from 'node:path';

const languages = ['java', 'kotlin', 'scala', 'groovy', 'clojure'] as const;

/** Where builds of the JVM have their sources, below a module. */
const folders: readonly string[] = [
  ...['main', 'test'].flatMap((set) => languages.map((language) => join('src', set, language))),
  'src',
];

/** A module may lie in a folder of the project; one with more folders than that is no such project. */
const mostModules = 100;

/**
 * A trace of the JVM names a class by its package, not a place: where a build would look for it. Its
 * package makes it certain enough, so a name without one is none.
 */
export const jvmCandidates = async (
  path: string,
  roots: readonly string[],
): Promise<readonly string[]> => {
  if (!/\/.*\.(?:java|kts?|scala|groovy|clj)$/.test(path)) return [];
  const modules = await Promise.all(roots.map(modulesOf));
  return modules
    .flat()
    .flatMap((module) => folders.map((folder) => join(module, folder, ...path.split('/'))));
};

const modulesOf = async (root: string): Promise<readonly string[]> => {
  const found = await readdir(root, { withFileTypes: true }).catch(() => []);
  const inside = found.filter(
    (entry) => entry.isDirectory() && !/^\.|^node_modules$/.test(entry.name),
  );
  return [root, ...inside.slice(0, mostModules).map(({ name }) => join(root, name))];
};
