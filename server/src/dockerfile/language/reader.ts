import type { TextDocument } from 'vscode-languageserver-textdocument';
import { buildsBy, type BuildUse } from '../../compose/language/beside/builds.ts';
import type { LanguageWorkspace } from '../../compose/language/workspace.ts';
import { Source } from '../../compose/yaml/source.ts';
import { parseDockerfile } from '../parse.ts';
import type { OpenDockerfile } from './check.ts';
import { dockerfilePath } from './document.ts';
import { readInline } from './inline.ts';

/** The Dockerfile in a document, with the services that it is for. */
export const readOpen = async (
  document: TextDocument | undefined,
  workspace: LanguageWorkspace,
): Promise<OpenDockerfile | undefined> => {
  const path = document && dockerfilePath(document);
  if (document === undefined || path === undefined) return undefined;
  return withUses(path, document.getText(), await buildsBy(path, workspace));
};

/** The one that a service is built by; the first path where there is one. */
export const readBuilt = async (
  use: BuildUse,
  workspace: LanguageWorkspace,
): Promise<OpenDockerfile | undefined> => {
  if (use.build.dockerfile_inline !== undefined) return readInline(use);
  for (const path of use.dockerfiles) {
    const text = await workspace.text(path);
    if (text !== undefined) return withUses(path, text, await buildsBy(path, workspace));
  }
  return undefined;
};

const withUses = (path: string, text: string, uses: readonly BuildUse[]): OpenDockerfile => ({
  source: new Source(path, text),
  dockerfile: parseDockerfile(text),
  uses,
});
