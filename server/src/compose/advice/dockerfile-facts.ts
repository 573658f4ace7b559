import type { Dockerfile } from '../../dockerfile/dockerfile.ts';
import { parseDockerfile } from '../../dockerfile/parse.ts';
import { dockerfilePaths } from '../build-files.ts';
import type { DockerfileFacts } from './facts.ts';

/** What builds read, given what is at the paths that they name. */
export const dockerfileFacts = (at: (path: string) => Dockerfile | undefined): DockerfileFacts => {
  const texts = new Map<string, Dockerfile>();
  const inPlace = (text: string): Dockerfile => {
    const known = texts.get(text) ?? parseDockerfile(text);
    texts.set(text, known);
    return known;
  };
  return {
    of(build) {
      if (build.dockerfile_inline !== undefined) return inPlace(build.dockerfile_inline);
      for (const path of dockerfilePaths(build)) {
        const found = at(path);
        if (found !== undefined) return found;
      }
      return undefined;
    },
  };
};
