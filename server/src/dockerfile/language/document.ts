import { basename } from 'node:path';
import { pathOf } from '../../compose/language/compose-document.ts';

/** `Dockerfile`, `Dockerfile.dev`, `api.dockerfile` and the like. */
const dockerfileName =
  /^(dockerfile|containerfile)(\.(?!dockerignore$).+)?$|\.(dockerfile|containerfile)$/i;

/** As VS Code, Helix, Neovim and Emacs call it. */
const languages = new Set(['dockerfile', 'docker', 'containerfile']);

/** The path of a Dockerfile on disk, or `undefined` for any other document. */
export const dockerfilePath = (document: {
  readonly uri: string;
  readonly languageId: string;
}): string | undefined => {
  if (!document.uri.startsWith('file:')) return undefined;
  const path = pathOf(document.uri);
  if (languages.has(document.languageId)) return path;
  const isOther = /^(docker-?compose|ya?ml)/.test(document.languageId);
  return !isOther && dockerfileName.test(basename(path)) ? path : undefined;
};

export const dockerfileGlobs = [
  '**/{Dockerfile,dockerfile,Containerfile}',
  '**/{Dockerfile,Containerfile}.*',
  '**/*.{Dockerfile,dockerfile,Containerfile,dockerignore}',
  '**/.dockerignore',
] as const;
