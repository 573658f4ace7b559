import { CompletionItemKind, type CompletionItem } from 'vscode-languageserver';
import type { LanguageWorkspace, OpenCompose } from '../workspace.ts';
import type { Caret } from './caret.ts';

/** Behind `${` or `$`: the variables that the project has, from its env files and the environment. */
export const variableItems = async (
  { typed }: Caret,
  file: OpenCompose,
  workspace: LanguageWorkspace,
): Promise<readonly CompletionItem[] | undefined> => {
  const [, lead = '', dollar] = /^(.*?)((?<!\$)\$(?:\$\$)*\{?)[A-Za-z_0-9]*$/.exec(typed) ?? [];
  if (dollar === undefined) return undefined;
  const { environment } = await workspace.around(file.path);
  const close = dollar.endsWith('{') ? '}' : '';
  return Object.entries(environment).map(([label]) => ({
    ...{ label, kind: CompletionItemKind.Variable },
    insertText: `${lead}${dollar}${label}${close}`,
    filterText: `${lead}${dollar}${label}`,
  }));
};
