import { sep } from 'node:path';

/** What tools and editors write beside the sources: no change of the program's. */
const folders: ReadonlySet<string> = new Set([
  'node_modules',
  '.git',
  '.hg',
  '.svn',
  '__pycache__',
  '.pytest_cache',
  '.mypy_cache',
  '.venv',
  'venv',
  '.next',
  '.nuxt',
  '.svelte-kit',
  '.turbo',
  '.cache',
  '.gradle',
  '.idea',
  '.vscode',
  'coverage',
  'target',
]);
const files =
  /(?:~|\.sw[a-z]|\.tmp|\.pyc|\.log|\.pid|-journal|-wal|-shm|\.crdownload)$|^(?:\.#|#)|^4913$|^\.DS_Store$/;

/** Whether a path below `root` is such a thing. */
export const isGenerated = (path: string, root: string): boolean => {
  const segments = path
    .slice(root.length)
    .split(sep)
    .filter((segment) => segment !== '');
  const name = segments.at(-1);
  return (
    name !== undefined && (segments.some((segment) => folders.has(segment)) || files.test(name))
  );
};
