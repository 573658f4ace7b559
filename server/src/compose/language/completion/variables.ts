import { basename } from 'node:path';
import { CompletionItemKind, type CompletionItem } from 'vscode-languageserver';
import { projectVariables } from '../symbols/env-variables.ts';
import { variablesOf } from '../syntax/variables.ts';
import type { LanguageWorkspace, OpenCompose } from '../workspace.ts';
import type { Caret } from './caret.ts';

/**
 * Behind `${` or `$`: what `.env` sets, what other values here use, and what the environment has.
 * `undefined` where no variable is written.
 */
export const variableItems = async (
  { typed }: Caret,
  { file, after, workspace }: VariablePlace,
): Promise<readonly CompletionItem[] | undefined> => {
  const [, lead = '', dollar] = /^(.*?)((?<!\$)\$(?:\$\$)*\{?)[A-Za-z_0-9]*$/.exec(typed) ?? [];
  if (dollar === undefined) return undefined;
  const { values, set } = await projectVariables(file.path, workspace);
  const typing = /\w*$/.exec(typed)?.[0] ?? '';
  const used = variablesOf(file.syntax).map(({ name }) => name);
  const names = new Set([
    ...set.map(({ name }) => name),
    ...used.filter((name) => name !== typing || name in values),
    ...Object.keys(values),
  ]);
  // Many editors have closed the brace already.
  const close = dollar.endsWith('{') && !after.startsWith('}') ? '}' : '';
  return [...names].map((label, at) => {
    const from = set.find(({ name }) => name === label);
    const value = values[label];
    return {
      ...{ label, kind: CompletionItemKind.Variable },
      detail: from === undefined ? 'environment' : basename(from.origin.source.path),
      ...(value === undefined ? { detail: 'not set' } : { documentation: value }),
      insertText: `${lead}${dollar}${label}${close}`,
      filterText: `${lead}${dollar}${label}`,
      sortText: `!${String(at).padStart(4, '0')}`,
    };
  });
};

interface VariablePlace {
  readonly file: OpenCompose;
  /** The rest of the line. */
  readonly after: string;
  readonly workspace: LanguageWorkspace;
}
