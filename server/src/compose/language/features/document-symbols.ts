import { SymbolKind as Kind, type DocumentSymbol } from 'vscode-languageserver';
import type { LanguageFeature } from '../feature.ts';
import { rangeAt } from '../ranges.ts';
import { kinds } from './workspace-symbols.ts';
import { scalarOrigin } from '../symbols/symbols.ts';
import type { SymbolKind } from '../symbols/table.ts';
import { entriesOf, type SyntaxFile } from '../syntax/syntax.ts';
import type { Path } from '../../yaml/tree.ts';

/** The outline of a compose file: what it declares and includes. */
export const documentSymbols: LanguageFeature = {
  capabilities: { documentSymbolProvider: true },
  register: (connection, workspace) => [
    connection.onDocumentSymbol(({ textDocument }) => {
      const file = workspace.open(textDocument.uri);
      return file === undefined ? null : outline(file.syntax);
    }),
  ],
};

const outline = (file: SyntaxFile): DocumentSymbol[] =>
  entriesOf(file).flatMap(({ path, key, value }) => {
    const isInclude = isIncluded(path);
    const kind = isInclude ? Kind.Module : kindAt(path);
    const name = kind && scalarOrigin(isInclude ? value : key, file);
    if (kind === undefined || name === undefined || name.value === '') return [];
    const range = rangeAt(name.origin);
    return [{ name: name.value, kind, range, selectionRange: range }];
  });

const kindAt = (path: Path): Kind | undefined =>
  path.length === 2 ? kinds[String(path[0]).replace(/s$/, '') as SymbolKind] : undefined;

/** `include: [x]`, `include: [{ path: x }]`, `include: [{ path: [x] }]` */
const isIncluded = (path: Path): boolean =>
  path[0] === 'include' &&
  (path.length === 2 || (path[2] === 'path' && path.length >= 3 && path.length <= 4));
