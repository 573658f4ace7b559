import type { Range, TextEdit } from 'vscode-languageserver';
import type { LanguageFeature } from '../feature.ts';
import { indentEdits } from '../format/indent.ts';

/** Indents every level alike, and touches nothing else. */
export const formatting: LanguageFeature = {
  capabilities: { documentFormattingProvider: true, documentRangeFormattingProvider: true },
  register: (connection, workspace) => [
    connection.onDocumentFormatting(({ textDocument, options }) => {
      const file = workspace.open(textDocument.uri);
      return file === undefined ? null : toEdits(indentEdits(file.syntax, options.tabSize));
    }),
    connection.onDocumentRangeFormatting(({ textDocument, options, range }) => {
      const file = workspace.open(textDocument.uri);
      const edits = file && toEdits(indentEdits(file.syntax, options.tabSize));
      return edits?.filter((edit) => touches(edit.range, range)) ?? null;
    }),
  ],
};

const touches = ({ start: { line } }: Range, { start, end }: Range): boolean =>
  start.line <= line && line <= end.line;

const toEdits = (indents: ReturnType<typeof indentEdits>): TextEdit[] | null =>
  indents?.map(({ line, before, after }) => ({
    range: { start: { line, character: 0 }, end: { line, character: before } },
    newText: ' '.repeat(after),
  })) ?? null;
