import {
  BulkRegistration,
  DocumentFormattingRequest,
  DocumentOnTypeFormattingRequest,
  DocumentRangeFormattingRequest,
  type ClientCapabilities,
  type Connection,
  type TextEdit,
} from 'vscode-languageserver';
import { composeSelector } from '../compose-document.ts';
import type { LanguageFeature } from '../feature.ts';
import { indentEdits } from '../format/indent.ts';
import { isToldWhereTyped, newLine } from './on-type-formatting.ts';

/** Indents every level alike, and touches nothing else. */
export const formatting: LanguageFeature = {
  // An editor asks its user which of two formatters to take, also where one of them has nothing to say.
  capabilities: (client) =>
    isToldWhere(client)
      ? {}
      : { documentFormattingProvider: true, documentRangeFormattingProvider: true },
  register: (connection, workspace) => [
    connection.onInitialized(() => {
      void offerForCompose(connection, workspace.client);
    }),
    connection.onDocumentFormatting(({ textDocument, options }) => {
      const file = workspace.open(textDocument.uri);
      return file === undefined ? null : toEdits(indentEdits(file.syntax, options.tabSize));
    }),
    connection.onDocumentRangeFormatting(({ textDocument, options, range }) => {
      const file = workspace.open(textDocument.uri);
      if (file === undefined) return null;
      const lines = { first: range.start.line, last: range.end.line };
      return toEdits(indentEdits(file.syntax, options.tabSize, lines));
    }),
  ],
};

const isToldWhere = ({ textDocument }: ClientCapabilities): boolean =>
  textDocument?.formatting?.dynamicRegistration === true &&
  textDocument.rangeFormatting?.dynamicRegistration === true;

/** For compose files alone, though the server serves other documents too. */
const offerForCompose = async (
  connection: Connection,
  client: ClientCapabilities,
): Promise<void> => {
  const registrations = BulkRegistration.create();
  const documentSelector = [...composeSelector];
  if (isToldWhere(client)) {
    registrations.add(DocumentFormattingRequest.type, { documentSelector });
    registrations.add(DocumentRangeFormattingRequest.type, { documentSelector });
  }
  if (isToldWhereTyped(client)) {
    const options = { documentSelector, firstTriggerCharacter: newLine };
    registrations.add(DocumentOnTypeFormattingRequest.type, options);
  }
  if (isToldWhere(client) || isToldWhereTyped(client)) {
    await connection.client.register(registrations);
  }
};

const toEdits = (indents: ReturnType<typeof indentEdits>): TextEdit[] | null =>
  indents?.map(({ line, before, after }) => ({
    range: { start: { line, character: 0 }, end: { line, character: before } },
    newText: ' '.repeat(after),
  })) ?? null;
