import { lstatSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

/** One that is older was left behind by a git that was killed. */
const believableMs = 10_000;

/**
 * Whether git is writing files of a repository: it holds `index.lock` from the first file of a checkout
 * to the last (gitrepository-layout).
 */
export const isGitWriting = (repository: string, nowMs: number): boolean => {
  const lock = join(gitFolderOf(repository), 'index.lock');
  const found = lstatSync(lock, { throwIfNoEntry: false });
  return found !== undefined && nowMs - found.mtimeMs < believableMs;
};

/** Of a linked worktree `.git` is a file that names it. */
const gitFolderOf = (repository: string): string => {
  const own = join(repository, '.git');
  if (lstatSync(own, { throwIfNoEntry: false })?.isFile() !== true) return own;
  const named = /^gitdir: (.+)$/m.exec(readFileSync(own, 'utf8'))?.[1];
  return named === undefined ? own : resolve(repository, named.trim());
};
