import { isAlias, isMap, isScalar, isSeq, type Document, type Node, type Pair } from 'yaml';
import { readDocuments } from './documents.ts';
import type { Source } from '../../yaml/source.ts';
import type { Path } from '../../yaml/tree.ts';

/**
 * A file as it was typed, for what an editor asks of it: every node knows its place, and nothing is
 * read into it. After a mistake it holds what the parser could still make out.
 */
export interface SyntaxFile {
  readonly source: Source;
  readonly documents: readonly Document[];
}

/** A value in its place: below a key of a mapping, or as an item of a list. */
export interface SyntaxEntry {
  /** `['services', 'web', 'ports', 0]`; what a merge key brings stands where that does. */
  readonly path: Path;
  /** Absent for an item of a list. */
  readonly key: Node | undefined;
  readonly value: Node | undefined;
  /** The mapping or the list that it is part of. */
  readonly parent: Node;
  readonly pair: Pair | undefined;
}

export const parseSyntax = (source: Source): SyntaxFile => ({
  source,
  documents: readDocuments(source),
});

/** Every entry of the file, parents before their children. What an alias stands for is not entered. */
export const entriesOf = (file: SyntaxFile): readonly SyntaxEntry[] => {
  const entries: SyntaxEntry[] = [];
  for (const { contents } of file.documents) visit(contents, [], entries);
  return entries;
};

/** The entries below one node, as if it stood at `path`. */
export const entriesBelow = (node: Node | null, path: Path): readonly SyntaxEntry[] => {
  const entries: SyntaxEntry[] = [];
  visit(node, path, entries);
  return entries;
};

const visit = (node: Node | null | undefined, path: Path, entries: SyntaxEntry[]): void => {
  if (isMap(node)) {
    for (const pair of node.items) {
      const key = asNode(pair.key);
      const value = asNode(pair.value);
      const name = keyText(key);
      const at = [...path, name];
      entries.push({ path: at, key, value, parent: node, pair });
      visit(value, name === '<<' ? path : at, entries);
    }
    return;
  }
  if (!isSeq(node)) return;
  for (const [index, item] of node.items.entries()) {
    const value = asNode(item);
    const at = [...path, index];
    entries.push({ path: at, key: undefined, value, parent: node, pair: undefined });
    visit(value, at, entries);
  }
};

/** The library types keys and values as `unknown`; a parsed document has nodes only. */
const asNode = (value: unknown): Node | undefined =>
  isScalar(value) || isMap(value) || isSeq(value) || isAlias(value) ? value : undefined;

/** A key's text, or a scalar's; empty for anything else. */
export const keyText = (node: Node | undefined): string =>
  isScalar(node) && typeof node.value === 'string' ? node.value : '';

/**
 * What is written from one node to the end of another, or of itself, as if it stood at the start of its
 * lines, without what follows it.
 */
export const blockOf = ({ source: { text } }: SyntaxFile, first: Node, last = first): string => {
  const start = first.range?.[0] ?? 0;
  const end = Math.max(last.range?.[1] ?? start, first.range?.[1] ?? start);
  const column = start - (text.lastIndexOf('\n', start - 1) + 1);
  const indent = new RegExp(`^ {0,${String(column)}}`);
  return text
    .slice(start, end)
    .trimEnd()
    .split('\n')
    .map((line, index) => (index === 0 ? line : line.replace(indent, '')))
    .join('\n');
};
