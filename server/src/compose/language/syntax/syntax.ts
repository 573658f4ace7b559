import { isAlias, isMap, isScalar, isSeq, type Document, type Node } from 'yaml';
import { readDocuments } from './documents.ts';
import { contentsOf } from './join-parts.ts';
import { oncePerFile } from './once-per-file.ts';
import { parseInParts, partAround, type PlacedPart, type SyntaxPart } from './parts.ts';
import { remembered } from './remembered.ts';
import type { Source } from '../../yaml/source.ts';
import type { Path } from '../../yaml/tree.ts';

/**
 * A file as it was typed, for what an editor asks of it: every node knows its place, and nothing is
 * read into it. After a mistake it holds what the parser could still make out.
 */
export interface SyntaxFile {
  readonly source: Source;
  readonly documents: readonly Document[];
  /** In their order, where the file is large and its parts were parsed one by one. */
  readonly parts?: readonly PlacedPart[];
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
}

/** @param before the file before an edit: what was not edited is taken from it where it is large */
export const parseSyntax = (source: Source, before?: SyntaxFile): SyntaxFile =>
  parseInParts(source, before) ?? { source, documents: readDocuments(source) };

/** Every entry of the file, parents before their children. What an alias stands for is not entered. */
export const entriesOf = oncePerFile((file): readonly SyntaxEntry[] => {
  const entries: SyntaxEntry[] = [];
  for (const { contents } of file.documents) visit(contents, [], entries);
  return entries;
});

/** Those that may be around a place, and maybe more; below a section the parent of one may be a part of it. */
export const entriesNear = (file: SyntaxFile, offset: number): readonly SyntaxEntry[] => {
  const placed = partAround(file.parts ?? [], offset);
  return placed?.part.section === undefined ? entriesOf(file) : entriesOfPart(placed);
};

/** The first entry that stands there. */
export const entryAt = (file: SyntaxFile, path: Path): SyntaxEntry | undefined => {
  const id = JSON.stringify(path);
  // What is right below a section has the whole section around it.
  if (file.parts === undefined || path.length < 3) return entriesByPath(file).get(id);
  for (const placed of partsAround(file, path)) {
    const entry = partByPath(placed).get(id);
    if (entry !== undefined) return entry;
  }
  return undefined;
};

/** Keys may be written several times, and what stands below them is looked for in all of these, in order. */
const partsAround = (file: SyntaxFile, [own, below]: Path): readonly PlacedPart[] => {
  const { byKey, around } = partIndex(file);
  const [key, id] = [String(own), `${String(own)}\0${String(below)}`];
  const known = around.get(id);
  if (known !== undefined) return known;
  const both = [...(byKey.get(key) ?? []), ...(byKey.get(id) ?? [])];
  const sorted = both.sort((a, b) => a.offset - b.offset);
  around.set(id, sorted);
  return sorted;
};

const partIndex = oncePerFile((file) => {
  const byKey = new Map<string, PlacedPart[]>();
  for (const placed of file.parts ?? []) {
    const { section, keys } = placed.part;
    for (const key of new Set(keys)) {
      const id = section === undefined ? key : `${section}\0${key}`;
      const list = byKey.get(id);
      if (list === undefined) byKey.set(id, [placed]);
      else list.push(placed);
    }
  }
  return { byKey, around: new Map<string, readonly PlacedPart[]>() };
});

const partByPath = remembered((placed: PlacedPart): ReadonlyMap<string, SyntaxEntry> =>
  firstByPath(entriesOfPart(placed)),
);

/** Places are those in the file. */
const entriesOfPart = remembered((placed: PlacedPart): readonly SyntaxEntry[] => {
  const { section } = placed.part;
  const entries: SyntaxEntry[] = [];
  visit(contentsOf(placed), section === undefined ? [] : [section], entries);
  return entries;
});

/** Places count from the part's beginning. */
export const entriesWithin = ({ section, contents }: SyntaxPart): readonly SyntaxEntry[] => {
  const entries: SyntaxEntry[] = [];
  visit(contents, section === undefined ? [] : [section], entries);
  return entries;
};

const entriesByPath = oncePerFile((file): ReadonlyMap<string, SyntaxEntry> => {
  return firstByPath(entriesOf(file));
});

const firstByPath = (entries: readonly SyntaxEntry[]): ReadonlyMap<string, SyntaxEntry> => {
  const byPath = entries.map((entry) => [JSON.stringify(entry.path), entry] as const);
  // Of several the last would stay.
  return new Map(byPath.reverse());
};

/** The text that a mapping has under a key; `undefined` where that is no text. */
export const textUnder = (mapping: Node | undefined, key: string): string | undefined => {
  if (!isMap(mapping)) return undefined;
  const pair = mapping.items.find((each) => isScalar(each.key) && each.key.value === key);
  return pair !== undefined && isScalar(pair.value) ? keyText(pair.value) : undefined;
};

const visit = (node: Node | null | undefined, path: Path, entries: SyntaxEntry[]): void => {
  if (isMap(node)) {
    for (const pair of node.items) {
      const key = asNode(pair.key);
      const value = asNode(pair.value);
      const name = keyText(key);
      const at = [...path, name];
      entries.push({ path: at, key, value, parent: node });
      visit(value, name === '<<' ? path : at, entries);
    }
    return;
  }
  if (!isSeq(node)) return;
  for (const [index, item] of node.items.entries()) {
    const value = asNode(item);
    const at = [...path, index];
    entries.push({ path: at, key: undefined, value, parent: node });
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
    .split(/\r\n|\n|\r/)
    .map((line, index) => (index === 0 ? line : line.replace(indent, '')))
    .join('\n');
};
