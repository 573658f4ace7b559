import type { ClientCapabilities } from 'vscode-languageserver';
import type { LanguageFeature } from '../feature.ts';
import { newLineEdit } from '../format/new-line.ts';

export const newLine = '\n';

/** Such an editor is told with the other kinds of formatting: it asks one server only for a document. */
export const isToldWhereTyped = ({ textDocument }: ClientCapabilities): boolean =>
  textDocument?.onTypeFormatting?.dynamicRegistration === true;

/** Begins a new line as the one above asks for; nothing else is touched. */
export const onTypeFormatting: LanguageFeature = {
  capabilities: (client) =>
    isToldWhereTyped(client)
      ? {}
      : { documentOnTypeFormattingProvider: { firstTriggerCharacter: newLine } },
  register: (connection, workspace) => [
    connection.onDocumentOnTypeFormatting(({ textDocument, position: { line }, ch, options }) => {
      const file = ch === newLine ? workspace.open(textDocument.uri) : undefined;
      const edit = file && newLineEdit(file.syntax, line, options.tabSize);
      if (edit === undefined) return null;
      // Beyond its line a place means the line's end.
      const end = { line, character: 2 ** 31 - 1 };
      return [{ range: { start: { line: edit.from, character: 0 }, end }, newText: edit.text }];
    }),
  ],
};
