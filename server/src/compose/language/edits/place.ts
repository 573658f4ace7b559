import { isCollection, isMap, isPair, isScalar, isSeq, type Node, type YAMLMap } from 'yaml';
import { oncePerFile } from '../syntax/once-per-file.ts';
import {
  entriesNear,
  entriesOf,
  keyText,
  type SyntaxEntry,
  type SyntaxFile,
} from '../syntax/syntax.ts';
import type { Path } from '../../yaml/tree.ts';

/** What a diagnostic points at: of the entries that begin there the one with this text. */
export const entryOn = (
  file: SyntaxFile,
  offset: number,
  text: string,
): SyntaxEntry | undefined => {
  const { source } = file;
  const here = entriesNear(file, offset).filter(
    ({ key, value }) => key?.range?.[0] === offset || value?.range?.[0] === offset,
  );
  const isKey = ({ key }: SyntaxEntry): boolean =>
    key?.range?.[0] === offset && source.text.slice(offset, key.range[1]) === text;
  const found = here.find(isKey) ?? here[0];
  // What is around it is the whole section, and not the part that was looked at.
  return found !== undefined && found.path.length <= 2
    ? entriesOf(file).find(({ key, value }) => key === found.key && value === found.value)
    : found;
};

/** The entry of the mapping or list that an entry is part of. */
export const ownerOf = (file: SyntaxFile, { parent }: SyntaxEntry): SyntaxEntry | undefined =>
  owners(file).get(parent);

const owners = oncePerFile(
  (file): ReadonlyMap<Node, SyntaxEntry> =>
    new Map(
      entriesOf(file).flatMap((entry) => (entry.value ? [[entry.value, entry] as const] : [])),
    ),
);

/** The entries of a mapping, or the items of a list. */
export const membersOf = (file: SyntaxFile, parent: Node | undefined): readonly SyntaxEntry[] =>
  (parent && families(file).get(parent)) ?? [];

const families = oncePerFile((file) => Map.groupBy(entriesOf(file), ({ parent }): Node => parent));

export const lineStartAt = (text: string, offset: number): number =>
  offset === 0 ? 0 : text.lastIndexOf('\n', offset - 1) + 1;

/** Behind the line's end, or the end of the text. */
export const nextLineAt = (text: string, offset: number): number => {
  const end = text.indexOf('\n', offset);
  return end === -1 ? text.length : end + 1;
};

export const columnAt = (text: string, offset: number): number =>
  offset - lineStartAt(text, offset);

/** Where what is written of a node ends; comments and empty lines that follow are no part of it. */
export const contentEnd = (text: string, node: Node): number => {
  if (isCollection(node) && node.flow !== true) {
    const last: unknown = node.items.at(-1);
    const inner = isPair(last) ? (last.value ?? last.key) : last;
    if (isNode(inner)) return contentEnd(text, inner);
    if (isPair(last) && isNode(last.key)) return contentEnd(text, last.key);
  }
  const [start, end] = node.range ?? [0, 0];
  return start + text.slice(start, end).trimEnd().length;
};

/** Of a whole entry, also of one with no value. */
export const entryEnd = (text: string, { key, value }: SyntaxEntry): number => {
  const ofKey = key === undefined ? 0 : contentEnd(text, key);
  const isEmpty = isScalar(value) && value.range?.[0] === value.range?.[1];
  return value === undefined || isEmpty ? ofKey + 1 : Math.max(ofKey, contentEnd(text, value));
};

export const entryStart = ({ key, value }: SyntaxEntry): number => (key ?? value)?.range?.[0] ?? 0;

/** How far a level is indented, as the services of the file are. */
export const indentStep = (file: SyntaxFile): number => {
  const nested = entriesOf(file).find(({ path, key }) => path.length === 2 && key !== undefined);
  const column = nested === undefined ? 0 : columnAt(file.source.text, entryStart(nested));
  return column > 0 && column <= 8 ? column : 2;
};

export const isFlow = (node: Node | undefined): boolean =>
  (isMap(node) || isSeq(node)) && node.flow === true;

export const keysOf = (map: YAMLMap): readonly string[] =>
  map.items.map(({ key }) => (isNode(key) ? keyText(key) : ''));

export const startsWith = (path: Path, prefix: Path): boolean =>
  prefix.every((part, index) => path[index] === part);

/** The library types keys and values as `unknown`; a parsed document has nodes only. */
const isNode = (value: unknown): value is Node => isScalar(value) || isMap(value) || isSeq(value);
