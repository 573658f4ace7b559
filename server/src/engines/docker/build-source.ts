import { readFile } from 'node:fs/promises';
import { isAbsolute, join, relative, resolve, sep } from 'node:path';
import { HyperBoxError, messageOf } from '../../base/error.ts';
import type { BuildSpec } from '../contract.ts';
import { parseDockerfile, type Dockerfile } from './dockerfile.ts';

/** The Dockerfile of a build and where it is. */
export interface BuildSource {
  readonly dockerfile: Dockerfile;
  readonly text: string;
  /** Absolute; absent for one that is written inline. */
  readonly path?: string;
  /** Its path within the context, with slashes; absent when it lies outside or is inline. */
  readonly nameInContext?: string;
  /** Its path within a context that is a URL, which only the builder can read. */
  readonly remoteName?: string;
}

/** A Git repository or an archive somewhere. Source: docker build, "Build context". */
export const isRemoteContext = (context: string): boolean =>
  context.includes('://') || /^(?:github\.com\/|git@)/.test(context);

export const readBuildSource = async (spec: BuildSpec): Promise<BuildSource> => {
  if (spec.dockerfileInline !== undefined) {
    return { text: spec.dockerfileInline, dockerfile: parseDockerfile(spec.dockerfileInline) };
  }
  if (isRemoteContext(spec.context)) {
    const remoteName = spec.dockerfile ?? 'Dockerfile';
    return { text: '', dockerfile: parseDockerfile(''), remoteName };
  }
  const path = await findDockerfile(spec);
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    throw new HyperBoxError('build-failed', `Cannot read ${path}: ${messageOf(error)}`, {
      hint: 'Check the path of the Dockerfile.',
      cause: error,
    });
  }
  const inside = relative(spec.context, path);
  const outside = inside === '..' || inside.startsWith(`..${sep}`) || isAbsolute(inside);
  return {
    text,
    dockerfile: parseDockerfile(text),
    path,
    ...(!outside && { nameInContext: inside.split(sep).join('/') }),
  };
};

const findDockerfile = async (spec: BuildSpec): Promise<string> => {
  if (spec.dockerfile !== undefined) return resolve(spec.context, spec.dockerfile);
  const standard = join(spec.context, 'Dockerfile');
  const exists = await readFile(standard).then(
    () => true,
    () => false,
  );
  // The docker CLI takes the name in small letters as well.
  return exists ? standard : join(spec.context, 'dockerfile');
};
