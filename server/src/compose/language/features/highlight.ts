import { DocumentHighlightKind, type DocumentHighlight } from 'vscode-languageserver';
import type { LanguageFeature } from '../feature.ts';
import { rangeAt } from '../ranges.ts';
import { allOf, anchorAt, groupOf, symbolAt, type NameGroup } from '../symbols/symbols.ts';
import { variableAt, variablesOf } from '../syntax/variables.ts';
import type { OpenCompose } from '../workspace.ts';

/** Shows all places of the name under the caret, where it is declared apart from where it is used. */
export const highlight: LanguageFeature = {
  capabilities: { documentHighlightProvider: true },
  register: (connection, workspace) => [
    connection.onDocumentHighlight(({ textDocument, position }) => {
      const file = workspace.open(textDocument.uri);
      const group = file && groupAt(file, file.document.offsetAt(position));
      return group === undefined ? null : toHighlights(group);
    }),
  ],
};

const toHighlights = (group: NameGroup): DocumentHighlight[] =>
  allOf(group).map((origin) => ({
    range: rangeAt(origin),
    kind: group.declarations.includes(origin)
      ? DocumentHighlightKind.Write
      : DocumentHighlightKind.Read,
  }));

/** The name at a place with all its places in the same file. */
export const groupAt = (
  { syntax, symbols }: Pick<OpenCompose, 'syntax' | 'symbols'>,
  offset: number,
): NameGroup | undefined => {
  const anchor = anchorAt(syntax, offset);
  if (anchor !== undefined) return anchor;
  const symbol = symbolAt(symbols, offset);
  if (symbol !== undefined) return symbol.file === undefined ? groupOf(symbols, symbol) : undefined;
  const variable = variableAt(syntax, offset);
  if (variable === undefined) return undefined;
  const same = variablesOf(syntax).filter(({ name }) => name === variable.name);
  return { declarations: [], references: same.map(({ origin }) => origin) };
};
