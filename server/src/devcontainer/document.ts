import { basename } from 'node:path';
import { pathOf } from '../compose/language/compose-document.ts';

/** `.devcontainer/devcontainer.json`, one of several in a folder each, or `.devcontainer.json` of a project. */
export const devcontainerPath = ({ uri }: { readonly uri: string }): string | undefined => {
  if (!uri.startsWith('file:')) return undefined;
  const path = pathOf(uri);
  return /^\.?devcontainer\.json$/.test(basename(path)) ? path : undefined;
};
