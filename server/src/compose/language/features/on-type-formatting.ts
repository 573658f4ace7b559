import type { LanguageFeature } from '../feature.ts';
import { newLineEdit } from '../format/new-line.ts';

/** Begins a new line as the one above asks for; nothing else is touched. */
export const onTypeFormatting: LanguageFeature = {
  capabilities: { documentOnTypeFormattingProvider: { firstTriggerCharacter: '\n' } },
  register: (connection, workspace) => [
    connection.onDocumentOnTypeFormatting(({ textDocument, position: { line }, ch, options }) => {
      const file = ch === '\n' ? workspace.open(textDocument.uri) : undefined;
      const edit = file && newLineEdit(file.syntax, line, options.tabSize);
      if (edit === undefined) return null;
      // Beyond its line a place means the line's end.
      const end = { line, character: 2 ** 31 - 1 };
      return [{ range: { start: { line: edit.from, character: 0 }, end }, newText: edit.text }];
    }),
  ],
};
