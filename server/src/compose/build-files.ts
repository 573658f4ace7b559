import { basename, dirname, join, resolve } from 'node:path';
import type { ComposeBuild } from './model.ts';

/** On this machine, rather than in a repository or in the image of another service. */
export const isLocalPath = (path: string): boolean => /^(\/|[a-zA-Z]:[\\/])/.test(path);

/** The folder that a build is made of; `undefined` where that is not on this machine. */
export const contextFolder = ({ context }: ComposeBuild): string | undefined =>
  context !== undefined && isLocalPath(context) ? context : undefined;

/**
 * Where the Dockerfile of a build may be, the first that is there counts: the builder takes
 * `dockerfile` where there is no `Dockerfile`. None for one that is written in place or elsewhere.
 */
export const dockerfilePaths = (build: ComposeBuild): readonly string[] => {
  const folder = contextFolder(build);
  if (folder === undefined || build.dockerfile_inline !== undefined) return [];
  const path = resolve(folder, build.dockerfile ?? 'Dockerfile');
  const isDefault = basename(path) === 'Dockerfile' && dirname(path) === resolve(folder);
  return isDefault ? [path, join(dirname(path), 'dockerfile')] : [path];
};
