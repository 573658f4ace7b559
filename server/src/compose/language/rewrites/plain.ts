import { isDeepStrictEqual } from 'node:util';
import { isMap, isScalar, isSeq, type Node } from 'yaml';
import { plainScalar } from '../../yaml/scalars.ts';
import { keyText, type SyntaxFile } from '../syntax/syntax.ts';
import { contentEnd } from '../edits/place.ts';

/** A value as Compose reads it, all scalars as their text; `null` where nothing is written. */
export type Plain = string | null | readonly Plain[] | { readonly [key: string]: Plain };

/**
 * What is written there, where it can be written anew without loss: there are no comments in it, and no
 * anchors, aliases, tags, merge keys or texts over several lines.
 */
export const plainOf = (file: SyntaxFile, node: Node | undefined): Plain | undefined => {
  if (node === undefined) return null;
  const { text } = file.source;
  const written = text.slice(node.range?.[0] ?? 0, contentEnd(text, node));
  return /(^|\s)#/.test(written) ? undefined : read(file, node);
};

const read = (file: SyntaxFile, node: Node): Plain | undefined => {
  if (isScalar(node)) return readScalar(file, node);
  if (isSeq(node)) {
    if (node.anchor !== undefined || node.tag !== undefined) return undefined;
    const items = node.items.map((item) => read(file, item as Node));
    return items.every((item) => item !== undefined) ? items : undefined;
  }
  if (!isMap(node) || node.anchor !== undefined || node.tag !== undefined) return undefined;
  const entries: [string, Plain][] = [];
  for (const { key, value } of node.items) {
    const name = keyText(key as Node);
    const plain = value === null ? null : read(file, value as Node);
    const isKept = !isScalar(key) || key.anchor !== undefined || name === '' || name === '<<';
    if (isKept || plain === undefined || entries.some(([known]) => known === name))
      return undefined;
    entries.push([name, plain]);
  }
  return Object.fromEntries(entries);
};

const readScalar = ({ source }: SyntaxFile, node: Node): string | null | undefined => {
  if (!isScalar(node) || node.anchor !== undefined || node.tag !== undefined) return undefined;
  const { value, type, range } = node;
  const [start, end] = range ?? [0, 0];
  if (typeof value !== 'string' || source.text.slice(start, end).trim().includes('\n'))
    return undefined;
  if (type !== 'PLAIN')
    return type === 'BLOCK_LITERAL' || type === 'BLOCK_FOLDED' ? undefined : value;
  const scalar = plainScalar(value, { source, start, end });
  if (scalar.timestamp === true) return undefined;
  return scalar.value === null ? null : scalar.text;
};

/** Of a scalar; empty for anything else. */
export const plainText = (value: Plain | undefined): string =>
  typeof value === 'string' ? value : '';

/** Numbers and booleans are compared with what is written of them. */
export const sameWritten = (a: unknown, b: unknown): boolean =>
  isDeepStrictEqual(textsOf(a), textsOf(b));

const textsOf = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(textsOf);
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, textsOf(each)]));
};
