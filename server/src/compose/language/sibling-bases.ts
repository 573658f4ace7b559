import { readdir } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { LoadResult } from '../load-contract.ts';
import { isComposeName } from './compose-document.ts';

/** Each is loaded: of more somebody has to say which. */
const maxSiblings = 6;

/** Names of files that others are laid over. */
const isBase = /base|common|main|core|shared/i;

/**
 * The other compose files of a folder, one of which a file may be meant to be laid over, what is likely
 * first. Only a file with a service that is not whole is so plainly a fragment: a name that nothing has
 * is as often a mistake.
 */
export const siblingBases = async (
  path: string,
  { findings }: LoadResult,
): Promise<readonly string[]> => {
  const isFragment = findings.some(
    ({ code, range }) => code === 'no-image-no-build' && range.path === path,
  );
  if (!isFragment) return [];
  const names = await readdir(dirname(path)).catch(() => []);
  const rank = (name: string): number => (isBase.test(name) ? 0 : 1) * 1000 + name.length;
  return names
    .filter((name) => isComposeName(name) && name !== basename(path))
    .sort((a, b) => rank(a) - rank(b))
    .slice(0, maxSiblings)
    .map((name) => join(dirname(path), name));
};
