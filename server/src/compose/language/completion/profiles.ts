import { CompletionItemKind, type CompletionItem } from 'vscode-languageserver';
import { entriesOf, keyText } from '../syntax/syntax.ts';
import type { LanguageWorkspace, OpenCompose } from '../workspace.ts';
import type { Caret } from './caret.ts';

/** The profiles that other services of the project have. */
export const profileItems = async (
  { path, place }: Caret,
  file: OpenCompose,
  workspace: LanguageWorkspace,
): Promise<readonly CompletionItem[]> => {
  if (place !== 'value' || !isProfile(path)) return [];
  const paths = await workspace.projectFiles(file.path);
  const files = await Promise.all(paths.map((each) => workspace.read(each)));
  const names = files.flatMap((each) =>
    (each === undefined ? [] : entriesOf(each.syntax)).flatMap((entry) =>
      isProfile(entry.path) && entry.path[1] !== path[1] ? keyText(entry.value) : [],
    ),
  );
  return [...new Set(names)]
    .filter((name) => name !== '')
    .sort()
    .map((label) => ({ label, kind: CompletionItemKind.EnumMember }));
};

const isProfile = (path: Caret['path']): boolean =>
  path.length === 4 && path[0] === 'services' && path[2] === 'profiles';
