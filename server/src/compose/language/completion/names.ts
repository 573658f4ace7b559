import { CompletionItemKind, type CompletionItem } from 'vscode-languageserver';
import { declaredNames } from '../features/declarations.ts';
import { entryAt, textUnder } from '../syntax/syntax.ts';
import { symbolTable, type SymbolRow } from '../symbols/table.ts';
import type { Path } from '../../yaml/tree.ts';
import type { LanguageWorkspace, OpenCompose } from '../workspace.ts';
import type { Caret } from './caret.ts';

/** What is declared and may be named at a place, in all files of the project. */
export const nameItems = async (
  caret: Caret,
  file: OpenCompose,
  workspace: LanguageWorkspace,
): Promise<readonly CompletionItem[]> => {
  const row = rowAt(caret);
  if (row === undefined) return [];
  const { kind } = row;
  // `service:web`, where a name alone means something else.
  const lead = row.part('x') === undefined ? 'service:' : '';
  if (!(lead === '' ? /^[\w.-]*$/ : /^[\w.:-]*$/).test(caret.typed)) return [];
  const other = extendedFile(caret.path, file);
  const from = other === undefined ? { kind } : { kind, file: other };
  const names = new Set(await declaredNames(from, file.path, workspace));
  // Nothing depends on itself.
  if (kind === 'service' && other === undefined) names.delete(String(caret.path[1]));
  return [...names].map((name) => ({
    label: `${lead}${name}`,
    kind: CompletionItemKind.Reference,
  }));
};

const rowAt = ({ path, place, ownLine }: Caret): SymbolRow | undefined => {
  const row = symbolTable.get(place === 'key' ? [...path, ''] : path);
  if (row?.role === 'reference') {
    const fits = row.place === 'value' ? place === 'value' : place === 'key' || !ownLine;
    if (fits && (row.place !== 'item' || place === 'value')) return row;
  }
  return undefined;
};

/** `extends: { file, service }` */
const extendedFile = (path: Path, file: OpenCompose): string | undefined =>
  path[2] === 'extends' && path[3] === 'service' ? siblingOf(path, 'file', file) : undefined;

/** The text of another key beside the last one of a path. */
export const siblingOf = (path: Path, key: string, { syntax }: OpenCompose): string | undefined =>
  textUnder(entryAt(syntax, path.slice(0, -1))?.value, key);
