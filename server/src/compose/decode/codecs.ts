import type { Report } from '../report.ts';
import { readBytes } from '../values/bytes.ts';
import { formatDuration, readDuration } from '../values/duration.ts';
import { isNull, setOwn, type Path, type TreeNode } from '../yaml/tree.ts';

export interface DecodeContext {
  readonly report: Report;
  /** False while variables are in the values: what cannot be read then is nobody's mistake. */
  readonly interpolated: boolean;
}

/** Reads one value; `undefined` is what Compose leaves out of its output, as zero values are. */
export type Codec = (node: TreeNode, path: Path, context: DecodeContext) => unknown;

/** Says what is wrong with a value that the schema let through. */
export const fail = (
  node: TreeNode,
  path: Path,
  { report, interpolated }: DecodeContext,
  reason: string,
  code = 'invalid-value',
): void => {
  // With variables in the values short forms stay short: nothing of that is read, or wrong, yet.
  if (interpolated) report.at(node.origin, code, `${path.join('.')}: ${reason}`, { path, node });
};

const typeName = (node: TreeNode): string =>
  node.kind === 'map' ? 'a mapping' : node.kind === 'list' ? 'a list' : `a ${node.type}`;

/** Text, or a whole number as text. */
export const readText = (
  node: TreeNode,
  path: Path,
  context: DecodeContext,
): string | undefined => {
  if (isNull(node)) return undefined;
  if (node.kind === 'scalar' && (node.type === 'string' || node.type === 'int')) return node.text;
  fail(node, path, context, `must be a string, not ${typeName(node)}`);
  return undefined;
};

export const text: Codec = (node, path, context) => {
  const value = readText(node, path, context);
  return value === '' ? undefined : value;
};

const readBoolean = (node: TreeNode, path: Path, context: DecodeContext): boolean | undefined => {
  if (isNull(node)) return undefined;
  if (node.kind === 'scalar' && typeof node.value === 'boolean') return node.value;
  const word = node.kind === 'scalar' ? node.text.toLowerCase() : '';
  if (['true', 'y', 'yes', 'on'].includes(word)) return true;
  if (['false', 'n', 'no', 'off'].includes(word)) return false;
  fail(node, path, context, `invalid boolean: ${word}`);
  return undefined;
};

/** Left out when false. */
export const flag: Codec = (node, path, context) =>
  readBoolean(node, path, context) === true ? true : undefined;

/** Kept when false: that differs from not being set. */
export const optionalFlag: Codec = readBoolean;

interface NumberOptions {
  readonly unsigned?: boolean;
  readonly float?: boolean;
}

const readNumber = (
  node: TreeNode,
  path: Path,
  context: DecodeContext,
  { unsigned = false, float = false }: NumberOptions,
): number | undefined => {
  if (isNull(node)) return undefined;
  const source = node.kind === 'scalar' && node.type !== 'bool' ? node.text : '';
  const valid = float
    ? /^[-+]?([0-9]+\.?[0-9]*|\.[0-9]+)(e[-+]?[0-9]+)?$/i.test(source)
    : /^[-+]?[0-9]+$/.test(source) || (node.kind === 'scalar' && node.type === 'float');
  if (!valid) {
    const parser = float ? 'ParseFloat' : 'ParseInt';
    fail(
      node,
      path,
      context,
      `strconv.${parser}: parsing ${JSON.stringify(source)}: invalid syntax`,
    );
    return undefined;
  }
  // A fraction in the file is cut off, as the reference's decoder does; text with one is wrong.
  const value = float ? Number(source) : Math.trunc(Number(source));
  if (unsigned && value < 0) {
    fail(node, path, context, `cannot parse value as 'uint64': ${source} overflows uint`);
    return undefined;
  }
  return value;
};

const withoutZero = (value: number | undefined): number | undefined =>
  value === 0 ? undefined : value;

/** Left out when 0. */
export const integer: Codec = (node, path, context) =>
  withoutZero(readNumber(node, path, context, {}));

export const unsigned: Codec = (node, path, context) =>
  withoutZero(readNumber(node, path, context, { unsigned: true }));

export const optionalInteger: Codec = (node, path, context) => readNumber(node, path, context, {});

export const optionalUnsigned: Codec = (node, path, context) =>
  readNumber(node, path, context, { unsigned: true });

/** For attributes that the reference reads from numbers only. */
export const strictUnsigned: Codec = (node, path, context) => {
  if (node.kind !== 'scalar' || node.type !== 'string') return unsigned(node, path, context);
  fail(node, path, context, `must be a number, not ${JSON.stringify(node.text)}`);
  return undefined;
};

/** 64 bits, as text: a JavaScript number may not hold it. */
export const longInteger: Codec = (node, path, context) => {
  const value = readNumber(node, path, context, {});
  if (value === undefined || value === 0 || node.kind !== 'scalar') return undefined;
  return node.type === 'float' ? String(value) : node.text;
};

/** With the precision of 32 bits, as Compose keeps it. */
export const float: Codec = (node, path, context) => {
  const value = readNumber(node, path, context, { float: true });
  return value === undefined || value === 0 ? undefined : shortestFloat32(value);
};

const shortestFloat32 = (value: number): number => {
  const rounded = Math.fround(value);
  for (let digits = 1; digits < 10; digits += 1) {
    const candidate = Number(rounded.toPrecision(digits));
    if (Math.fround(candidate) === rounded) return candidate;
  }
  return rounded;
};

/** A size, as a decimal string of bytes. */
export const bytes: Codec = (node, path, context) => {
  if (isNull(node)) return undefined;
  const source = node.kind === 'scalar' ? node.text : '';
  if (node.kind === 'scalar' && node.type === 'int') return wholeBytes(source);
  // The reference reads sizes from whole numbers and from text; others are nothing to it.
  if (node.kind === 'scalar' && node.type === 'float') return undefined;
  const reading = readBytes(source);
  if ('error' in reading) {
    fail(node, path, context, reading.error, 'byte-size');
    return undefined;
  }
  return reading.bytes === 0 ? undefined : String(reading.bytes);
};

/** What 64 bits cannot hold is nothing to the reference. */
const wholeBytes = (text: string): string | undefined =>
  text === '0' || BigInt.asIntN(64, BigInt(text)) !== BigInt(text) ? undefined : text;

/** A duration as Go prints it; `0s` is kept. */
export const duration: Codec = (node, path, context) => {
  if (isNull(node)) return undefined;
  const source = node.kind === 'scalar' ? node.text : '';
  const reading = readDuration(source);
  if ('error' in reading) {
    fail(node, path, context, reading.error, 'duration');
    return undefined;
  }
  return formatDuration(reading.ms);
};

/** A duration that is left out when 0. */
export const someDuration: Codec = (node, path, context) => {
  const value = duration(node, path, context);
  return value === '0s' ? undefined : value;
};

/** A list; left out when empty. */
export const list =
  (item: Codec): Codec =>
  (node, path, context) => {
    if (isNull(node)) return undefined;
    if (node.kind !== 'list') {
      fail(node, path, context, `must be a list, not ${typeName(node)}`);
      return undefined;
    }
    const items = node.items
      .map((each, index) => item(each, [...path, index], context))
      .filter((each) => each !== undefined);
    return items.length === 0 ? undefined : items;
  };

/** A blank string in a list is an item. */
const anyText: Codec = (node, path, context) => (isNull(node) ? '' : readText(node, path, context));

export const textList: Codec = list(anyText);

/** One string stands for a list of it. */
export const textOrList: Codec = (node, path, context) =>
  node.kind === 'scalar' && !isNull(node) ? [node.text] : list(scalarText)(node, path, context);

export const scalarText: Codec = (node, path, context) => {
  if (node.kind === 'scalar') return node.text;
  fail(node, path, context, `must be a string, not ${typeName(node)}`);
  return undefined;
};

/** A mapping whose keys a person chose; sorted, as the reference prints it. */
export const record =
  (value: Codec): Codec =>
  (node, path, context) => {
    if (isNull(node)) return undefined;
    if (node.kind !== 'map') {
      fail(node, path, context, `must be a mapping, not ${typeName(node)}`);
      return undefined;
    }
    const result: Record<string, unknown> = {};
    const sorted = [...node.entries].sort(([a], [b]) => (a < b ? -1 : 1));
    for (const [key, entry] of sorted) {
      const decoded = value(entry.value, [...path, key], context);
      if (decoded !== undefined) setOwn(result, key, decoded);
    }
    return Object.keys(result).length === 0 ? undefined : result;
  };
