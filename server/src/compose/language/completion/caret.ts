import type { Path } from '../../yaml/tree.ts';

/**
 * Where in a compose file a caret stands, by its line and the lines above: what is being typed there
 * is seldom YAML yet.
 */
export interface Caret {
  /** Of the mapping, list or value; items of lists have the index 0. */
  readonly path: Path;
  /**
   * `key`: a key or an item may begin here; `value`: behind the colon of the last key of the path, or
   * an item of a list that has begun.
   */
  readonly place: 'key' | 'value';
  /** Whether nothing of the value has been typed, on a line of its own. */
  readonly ownLine: boolean;
  /** What has been typed of it, without an opening quote. */
  readonly typed: string;
  /** Where that begins in its line. */
  readonly from: number;
  /** The column that keys of this level have. */
  readonly indent: number;
  /** The caret is right behind the dash of a list. */
  readonly behindDash: boolean;
  /** Between brackets. */
  readonly inFlow?: true;
}

interface LineParts {
  /** Columns of the dashes at its start. */
  readonly dashes: readonly number[];
  /** Where what follows them begins. */
  readonly column: number;
  readonly key?: string;
  /** What stands behind the colon; `undefined` without a key. */
  readonly value?: string;
}

const keyForm =
  /^(?:&\S+\s+)?("[^"]*"|'[^']*'|[^\s#&*!|>'"%@`{}[\],:][^#:{}[\]]*?)\s*:(?:\s+(.*))?$/;

const partsOf = (line: string): LineParts => {
  const [lead = ''] = /^\s*(?:-(?:\s+|$))*/.exec(line) ?? [];
  const dashes = [...lead.matchAll(/-/g)].map(({ index }) => index);
  const [, key, value] = keyForm.exec(line.slice(lead.length)) ?? [];
  const column = lead.length;
  if (key === undefined) return { dashes, column };
  return { dashes, column, key: key.replace(/^["']|["']$/g, ''), value: (value ?? '').trim() };
};

const isBlank = (line: string): boolean => /^\s*(#.*)?$/.test(line);
const isSeparator = (line: string): boolean => /^(---|\.\.\.)(\s|$)/.test(line);

/** `undefined` where nothing can be completed: in comments, behind a finished value, off the level. */
export const caretAt = (
  lines: readonly string[],
  line: number,
  character: number,
): Caret | undefined => {
  const text = lines[line];
  if (text === undefined || character > text.length) return undefined;
  const [before, after] = [text.slice(0, character), text.slice(character)];
  if (/(^|\s)#/.test(before) || isSeparator(text) || before.includes('\t')) return undefined;
  const parts = partsOf(before);
  const behindDash = /^\s*(-\s+)*-$/.test(before);
  const dashes = behindDash ? [...parts.dashes, character - 1].filter(isFirst) : parts.dashes;
  const above = ancestors(lines, line, dashes[0] ?? parts.column, dashes);
  if (above === undefined) return undefined;
  const { path } = above;
  // A colon has no meaning before there is a space behind it.
  const isKey = parts.key !== undefined && /:\s/.test(before.slice(parts.column));
  if (parts.key !== undefined && !isKey && dashes.length === 0) return undefined;
  if (isKey) {
    const value = /:\s+(.*)$/.exec(before.slice(parts.column))?.[1] ?? '';
    if (!canGoOn(after)) return undefined;
    const typed = value.replace(/^["']/, '');
    const from = character - typed.length;
    return {
      path: [...path, parts.key ?? ''],
      place: 'value',
      ownLine: false,
      typed,
      from,
      indent: parts.column,
      behindDash,
    };
  }
  const word = before.slice(parts.column);
  if (!canGoOn(after) && word === '') return undefined;
  const typed = behindDash ? '' : word.replace(/^["']/, '');
  if (dashes.length === 0 && word.includes(':')) return undefined;
  return {
    ...{ path, typed, behindDash, from: character - typed.length },
    place: dashes.length > 0 ? 'value' : 'key',
    ownLine: dashes.length === 0,
    indent: behindDash ? character + 1 : parts.column,
  };
};

const isFirst = (value: number, index: number, all: readonly number[]): boolean =>
  all.indexOf(value) === index;

/** The rest of the line is empty, closes what is open, or is the rest of a word. */
const canGoOn = (after: string): boolean => /^\s*$|^["'\]},]|^[\w./:-]+["']?\s*$/.test(after);

/** The keys and items that a line is below; `undefined` when it is not on the level of its siblings. */
const ancestors = (
  lines: readonly string[],
  line: number,
  column: number,
  dashes: readonly number[],
): { readonly path: Path } | undefined => {
  const reversed: (string | number)[] = dashes.map(() => 0);
  let limit = column;
  let inList = dashes.length > 0;
  let siblings = Infinity;
  let isParent = !inList;
  for (let at = line - 1; at >= 0; at -= 1) {
    const text = lines[at] ?? '';
    if (isSeparator(text)) break;
    if (isBlank(text)) continue;
    const { key, value = '', column: keyColumn, dashes: ownDashes } = partsOf(text);
    if (isParent) {
      const own = [...ownDashes, keyColumn].filter((each) => each >= limit);
      siblings = Math.min(siblings, ...own);
    }
    if (key !== undefined && (keyColumn < limit || (inList && keyColumn === limit))) {
      // Below a value there is nothing; but for marks of what is to come.
      if (isParent && !/^([&!]\S*\s*)*(#.*)?$/.test(value)) return undefined;
      reversed.push(key);
      limit = keyColumn;
      inList = false;
      isParent = false;
    }
    for (const dash of ownDashes.toReversed()) {
      // An item before ours.
      if (inList && dash === limit) reversed.push(Number(reversed.pop()) + 1);
      if (dash >= limit) continue;
      reversed.push(0);
      limit = dash;
      inList = true;
      isParent = false;
    }
  }
  if (dashes.length === 0 && Number.isFinite(siblings) && siblings !== column) return undefined;
  return { path: reversed.reverse() };
};
