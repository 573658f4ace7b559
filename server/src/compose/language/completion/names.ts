import { dirname, resolve } from 'node:path';
import { CompletionItemKind, type CompletionItem } from 'vscode-languageserver';
import { isMap, isScalar } from 'yaml';
import { entriesOf, keyText } from '../syntax/syntax.ts';
import { symbolTable, type SymbolKind } from '../symbols/table.ts';
import type { Path } from '../../yaml/tree.ts';
import type { LanguageWorkspace, OpenCompose } from '../workspace.ts';
import type { Caret } from './caret.ts';

/** What is declared and may be named at a place, in all files of the project. */
export const nameItems = async (
  caret: Caret,
  file: OpenCompose,
  workspace: LanguageWorkspace,
): Promise<readonly CompletionItem[]> => {
  const kind = kindAt(caret);
  if (kind === undefined) return [];
  const other = extendedFile(caret.path, file);
  const paths =
    other === undefined
      ? await workspace.projectFiles(file.path)
      : [resolve(dirname(file.path), other)];
  const names = new Set<string>();
  for (const path of paths) {
    for (const symbol of (await workspace.read(path))?.symbols ?? [])
      if (symbol.kind === kind && symbol.role === 'declaration') names.add(symbol.name);
  }
  // Nothing depends on itself.
  if (kind === 'service' && other === undefined) names.delete(String(caret.path[1]));
  return [...names].map((label) => ({ label, kind: CompletionItemKind.Reference }));
};

const kindAt = ({ path, place, ownLine }: Caret): SymbolKind | undefined => {
  const row = symbolTable.get(place === 'key' ? [...path, ''] : path);
  if (row?.role === 'reference') {
    const fits = row.place === 'value' ? place === 'value' : place === 'key' || !ownLine;
    if (fits && (row.place !== 'item' || place === 'value')) return row.kind;
  }
  return undefined;
};

/** `extends: { file, service }` */
const extendedFile = (path: Path, file: OpenCompose): string | undefined =>
  path[2] === 'extends' && path[3] === 'service' ? siblingOf(path, 'file', file) : undefined;

/** The text of another key beside the last one of a path. */
export const siblingOf = (path: Path, key: string, file: OpenCompose): string | undefined => {
  const parent = path.slice(0, -1);
  const entry = entriesOf(file.syntax).find(
    (each) =>
      each.path.length === parent.length && each.path.every((part, at) => part === parent[at]),
  );
  if (!isMap(entry?.value)) return undefined;
  const pair = entry.value.items.find((each) => isScalar(each.key) && keyText(each.key) === key);
  return pair !== undefined && isScalar(pair.value) ? keyText(pair.value) : undefined;
};
