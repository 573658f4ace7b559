import { isAlias, isMap, isScalar, type YAMLMap } from 'yaml';
import type { TextEdit } from 'vscode-languageserver';
import { replace } from '../fixes/fix.ts';
import { entryAt, type SyntaxEntry, type SyntaxFile } from '../syntax/syntax.ts';
import type { Path } from '../../yaml/tree.ts';
import {
  columnAt,
  contentEnd,
  entryEnd,
  entryStart,
  indentStep,
  keysOf,
  membersOf,
  nextLineAt,
} from './place.ts';
import { writeBlock, writeLike } from './write.ts';

export interface InsertOptions {
  /** Keys to stand behind, the best last; without any of them the entry comes last. */
  readonly after?: readonly string[];
  /** Before all others. */
  readonly first?: boolean;
}

/**
 * Sets what stands at a path: changes its value, or adds it with all that is missing above it.
 * `undefined` where that cannot be done without touching what others mean.
 */
export const setAt = (
  file: SyntaxFile,
  path: Path,
  value: unknown,
  options: InsertOptions = {},
): TextEdit | undefined => {
  const there = entryAt(file, path);
  if (there?.value !== undefined && !isEmpty(there)) {
    const isScalarValue =
      typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
    return isScalarValue ? replaceScalar(file, there, value) : undefined;
  }
  let depth = path.length - 1;
  while (depth > 0 && entryAt(file, path.slice(0, depth)) === undefined) depth -= 1;
  const missing = path.slice(depth);
  const inner = missing
    .slice(1)
    .reduceRight<unknown>((below, part) => ({ [String(part)]: below }), value);
  const name = String(missing[0]);
  if (depth === 0) return appendSection(file, name, inner);
  const owner = entryAt(file, path.slice(0, depth));
  if (owner === undefined) return undefined;
  if (isMap(owner.value) && missing.length > 1 && keysOf(owner.value).includes('<<')) {
    // What comes from there would be hidden by what is added.
    return undefined;
  }
  return insertInto(file, owner, name, inner, options);
};

/** Adds an entry to the mapping that is the value of `owner`. */
export const insertInto = (
  file: SyntaxFile,
  owner: SyntaxEntry,
  name: string,
  value: unknown,
  { after = [], first: isFirst = false }: InsertOptions = {},
): TextEdit | undefined => {
  const { source } = file;
  const { text } = source;
  const step = indentStep(file);
  const map = owner.value;
  if (map !== undefined && isAlias(map)) return undefined;
  if (isMap(map) && map.flow === true) return insertInFlow(file, map, name, value);
  if (isMap(map) && map.items.length > 0) {
    const siblings = membersOf(file, map);
    const first = siblings[0];
    const last =
      siblings.findLast(({ path }) => after.includes(String(path.at(-1)))) ?? siblings.at(-1);
    if (first === undefined || last === undefined) return undefined;
    if (isFirst && owner.key !== undefined) {
      const above = contentEnd(text, owner.key);
      return lineBehind(file, above, columnAt(text, entryStart(first)), { [name]: value });
    }
    return lineBehind(file, entryEnd(text, last), columnAt(text, entryStart(first)), {
      [name]: value,
    });
  }
  if (map !== undefined && !isEmpty(owner)) return undefined;
  if (owner.key === undefined) return undefined;
  const keyEnd = contentEnd(text, owner.key) + 1;
  // Behind `web: &anchor` there is something to keep, and no line for it.
  if (!/^\s*(#.*)?$/.test(text.slice(keyEnd, nextLineAt(text, keyEnd)))) return undefined;
  return lineBehind(file, keyEnd, columnAt(text, entryStart(owner)) + step, { [name]: value });
};

const isEmpty = ({ value }: SyntaxEntry): boolean =>
  isScalar(value) && value.range?.[0] === value.range?.[1];

/** A line of its own, or some, below the one that `offset` is on. */
const lineBehind = (file: SyntaxFile, offset: number, column: number, value: unknown): TextEdit => {
  const { source } = file;
  const at = nextLineAt(source.text, offset);
  const gap = at === source.text.length && !source.text.endsWith('\n') ? '\n' : '';
  const block = writeBlock(value, column, indentStep(file));
  return replace(
    { source, start: at, end: at },
    `${gap}${' '.repeat(column)}${block}${gap === '' ? '\n' : ''}`,
  );
};

const insertInFlow = (
  { source }: SyntaxFile,
  map: YAMLMap,
  name: string,
  value: unknown,
): TextEdit | undefined => {
  const end = (map.range?.[1] ?? 0) - 1;
  const start = (map.range?.[0] ?? 0) + 1;
  if (source.text[end] !== '}') return undefined;
  const inside = source.text.slice(start, end);
  if (inside.includes('\n') || inside.trimEnd().endsWith(',')) return undefined;
  const text = `${name}: ${typeof value === 'object' ? JSON.stringify(value) : writeBlock(value, 0, 2)}`;
  const at = start + inside.trimEnd().length;
  const added = inside.trim() === '' ? ` ${text} ` : `, ${text}`;
  return replace(
    inside.trim() === '' ? { source, start, end } : { source, start: at, end: at },
    added,
  );
};

const appendSection = (file: SyntaxFile, name: string, value: unknown): TextEdit => {
  const { source } = file;
  const { text } = source;
  const gap = text.endsWith('\n') || text === '' ? '' : '\n';
  return replace(
    { source, start: text.length, end: text.length },
    `${gap}${writeBlock({ [name]: value }, 0, indentStep(file))}\n`,
  );
};

/** Changes the text of a scalar, quoted as it was. */
export const replaceScalar = (
  { source }: SyntaxFile,
  { value: node }: SyntaxEntry,
  value: string | number | boolean,
): TextEdit | undefined => {
  if (!isScalar(node) || !node.range) return undefined;
  const [start, end] = node.range;
  const before = source.text.slice(start, end);
  if (before.includes('\n')) return undefined;
  const text = typeof value === 'string' ? writeLike(value, before) : String(value);
  return replace({ source, start, end: start + before.trimEnd().length }, text);
};
