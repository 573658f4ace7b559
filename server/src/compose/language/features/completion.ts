import { type CompletionItem, type CompletionList } from 'vscode-languageserver';
import { caretAt, type Caret } from '../completion/caret.ts';
import { fileItems } from '../completion/files.ts';
import { formItems } from '../completion/forms.ts';
import { keyItems, valueItems } from '../completion/keys.ts';
import { nameItems } from '../completion/names.ts';
import { stageItems } from '../completion/stages.ts';
import { variableItems } from '../completion/variables.ts';
import type { LanguageFeature } from '../feature.ts';
import type { LanguageWorkspace, OpenCompose } from '../workspace.ts';

/** Offers what may stand at the caret: keys, values, names, files. */
export const completion: LanguageFeature = {
  capabilities: {
    completionProvider: { triggerCharacters: ['.', '/', ' ', ':', '-', '{', '$'] },
  },
  register: (connection, workspace) => [
    connection.onCompletion(async ({ textDocument, position }): Promise<CompletionList | null> => {
      const file = workspace.open(textDocument.uri);
      if (file === undefined) return null;
      const lines = file.document.getText().split(/\r\n|\n|\r/);
      const caret = caretAt(lines, position.line, position.character);
      if (caret === undefined) return null;
      const items = await itemsAt(caret, file, workspace);
      if (items.length === 0) return null;
      const range = { start: { ...position, character: caret.from }, end: position };
      return {
        isIncomplete: false,
        items: items.map(({ insertText, ...item }) => {
          const lead = caret.behindDash ? ' ' : '';
          return { ...item, textEdit: { range, newText: `${lead}${insertText ?? item.label}` } };
        }),
      };
    }),
  ],
};

const itemsAt = async (
  caret: Caret,
  file: OpenCompose,
  workspace: LanguageWorkspace,
): Promise<readonly CompletionItem[]> => {
  const variables = await variableItems(caret, file, workspace);
  if (variables !== undefined) return variables;
  const found = await Promise.all([
    nameItems(caret, file, workspace),
    stageItems(caret, file, workspace),
    fileItems(caret, file),
  ]);
  const typed = caret.typed.toLowerCase();
  const fitting = found
    .flat()
    .filter((item) => (item.filterText ?? item.label).toLowerCase().startsWith(typed));
  const fixed = [...valueItems(caret), ...formItems(caret)];
  // These are few and known: the editor finds those that fit.
  const keys = isKeyPlace(caret) && !/\s/.test(typed) ? keyItems(caret) : [];
  return [...fitting, ...(/\s/.test(typed) ? [] : fixed), ...keys].map((item, at) => ({
    sortText: `!${String(at).padStart(4, '0')}`,
    ...item,
  }));
};

/** On a line of its own, or behind the dash of an item. */
const isKeyPlace = ({ place, path }: Caret): boolean =>
  place === 'key' || typeof path.at(-1) === 'number';
