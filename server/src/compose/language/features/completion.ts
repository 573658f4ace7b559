import type { CompletionItem, CompletionList } from 'vscode-languageserver';
import { anchorItems } from '../completion/anchors.ts';
import { caretAt, type Caret } from '../completion/caret.ts';
import { engineNameItems } from '../completion/engine-names.ts';
import { fileItems } from '../completion/files.ts';
import { flowCaretAt } from '../completion/flow-caret.ts';
import { formItems } from '../completion/forms.ts';
import { imageItems } from '../completion/images.ts';
import { keyItems } from '../completion/keys.ts';
import { valueItems } from '../completion/known-values.ts';
import { nameItems } from '../completion/names.ts';
import { portItems } from '../completion/ports.ts';
import { overrideItems } from '../completion/overrides.ts';
import { profileItems } from '../completion/profiles.ts';
import { projectItems } from '../completion/project.ts';
import { withoutSnippet } from '../completion/snippets.ts';
import { stageItems } from '../completion/stages.ts';
import { variableItems } from '../completion/variables.ts';
import type { LanguageFeature } from '../feature.ts';
import type { LanguageWorkspace, OpenCompose } from '../workspace.ts';

/** Offers what may stand at the caret: keys, values, names, files. */
export const completion: LanguageFeature = {
  capabilities: {
    completionProvider: { triggerCharacters: ['.', '/', ' ', ':', '-', '{', '$', '*', '[', ','] },
  },
  register: (connection, workspace) => [
    connection.onCompletion(async ({ textDocument, position }): Promise<CompletionList | null> => {
      const file = workspace.open(textDocument.uri);
      if (file === undefined) return null;
      const { line, character } = position;
      const lines = file.document.getText().split(/\r\n|\n|\r/);
      const caret = flowCaretAt(lines, line, character) ?? caretAt(lines, line, character);
      if (caret === undefined) return null;
      const offset = file.document.offsetAt(position);
      const after = (lines[line] ?? '').slice(character);
      const items = await itemsAt(caret, { file, lines, after, offset, workspace });
      if (items.length === 0) return null;
      const range = { start: { line, character: caret.from }, end: position };
      const quoted = /["']/.test(lines[line]?.[caret.from - 1] ?? '');
      return {
        isIncomplete: false,
        items: items.map(({ insertText, ...item }) => {
          const lead = caret.behindDash ? ' ' : '';
          const text = insertText ?? item.label;
          const newText = `${lead}${quoted ? text.replace(/^"(.*)"$/, '$1') : text}`;
          return { ...item, textEdit: { range, newText } };
        }),
      };
    }),
  ],
};

interface Around {
  readonly file: OpenCompose;
  readonly lines: readonly string[];
  /** The rest of the line. */
  readonly after: string;
  readonly offset: number;
  readonly workspace: LanguageWorkspace;
}

/** All that may stand there, what is likely first; the editor leaves out what does not begin as typed. */
const itemsAt = async (
  caret: Caret,
  { file, lines, after, offset, workspace }: Around,
): Promise<readonly CompletionItem[]> => {
  const variables = await variableItems(caret, { file, after, workspace });
  if (variables !== undefined) return variables;
  const snippets =
    workspace.client.textDocument?.completion?.completionItem?.snippetSupport === true;
  const [names, stages, files, profiles, overridden, ports] = await Promise.all([
    nameItems(caret, file, workspace),
    stageItems(caret, file, workspace),
    fileItems(caret, file),
    profileItems(caret, file, workspace),
    overrideItems(caret, file, workspace),
    portItems(caret, { file, offset, workspace }),
  ]);
  // A path, a mapping of ports or several words are no beginning of a key.
  const keys =
    isKeyPlace(caret) && /^[\w-]*$/.test(caret.typed)
      ? keyItems(caret, { syntax: file.syntax, snippets })
      : [];
  return [
    ...projectItems(caret, lines),
    ...anchorItems(caret, file, offset),
    ...[...names, ...stages, ...files, ...profiles, ...overridden, ...ports],
    ...[...imageItems(caret, workspace), ...engineNameItems(caret, file, workspace)],
    ...[...valueItems(caret), ...formItems(caret), ...keys],
  ]
    .map((item, at) => ({ sortText: `!${String(at).padStart(4, '0')}`, ...item }))
    .map((item) => (snippets ? item : withoutSnippet(item)));
};

/** On a line of its own, or behind the dash of an item. */
const isKeyPlace = ({ place, path, inFlow }: Caret): boolean =>
  place === 'key' || (typeof path.at(-1) === 'number' && inFlow !== true);
