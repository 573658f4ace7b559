import { join } from 'node:path';
import { Source } from '../../compose/yaml/source.ts';
import type { LanguageWorkspace } from '../../compose/language/workspace.ts';
import { parseDockerignore, type IgnoreRules } from '../../engines/dockerignore.ts';

export interface IgnoreFile {
  readonly source: Source;
  readonly rules: IgnoreRules;
}

/** What keeps files out of a context: the Dockerfile's own rules, else those of the context. */
export const readIgnoreFile = async (
  dockerfile: string,
  context: string,
  workspace: LanguageWorkspace,
): Promise<IgnoreFile | undefined> => {
  for (const path of [`${dockerfile}.dockerignore`, join(context, '.dockerignore')]) {
    const text = await workspace.text(path);
    if (text !== undefined)
      return { source: new Source(path, text), rules: parseDockerignore(text) };
  }
  return undefined;
};
