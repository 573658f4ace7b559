import { parseShellWords } from '../values/shell-words.ts';
import { isNull, setOwn, type Path, type TreeNode } from '../yaml/tree.ts';
import { fail, type Codec, type DecodeContext } from './codecs.ts';

type Pair = readonly [key: string, value: string | null];

const cut = (text: string, separator: string): Pair => {
  const at = text.indexOf(separator);
  return at === -1 ? [text, null] : [text.slice(0, at), text.slice(at + separator.length)];
};

/** The pairs of a `KEY: value` mapping or a `KEY=value` list; `null` where there is no value. */
const pairsOf = (
  node: TreeNode,
  path: Path,
  context: DecodeContext,
): readonly Pair[] | undefined => {
  if (isNull(node)) return undefined;
  if (node.kind === 'list') {
    return node.items.map((item) => cut(item.kind === 'scalar' ? item.text : '', '='));
  }
  if (node.kind !== 'map') {
    fail(node, path, context, 'must be a mapping or a list');
    return undefined;
  }
  return [...node.entries].map(([key, { value }]): Pair => {
    if (isNull(value)) return [key, null];
    if (value.kind === 'scalar') return [key, value.text];
    fail(value, [...path, key], context, 'must be a boolean, null, number or string');
    return [key, null];
  });
};

/** Sorted, as the reference prints mappings. */
const toRecord = (pairs: readonly Pair[], unset: string | null): object | undefined => {
  const result = {};
  for (const [key, value] of pairs.toSorted(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))) {
    setOwn(result, key, value ?? unset);
  }
  return pairs.length === 0 ? undefined : result;
};

/** Variables: one without a value is passed on from whoever starts the container. */
export const environment: Codec = (node, path, context) => {
  const pairs = pairsOf(node, path, context);
  if (pairs === undefined) return undefined;
  if (node.kind === 'list') {
    for (const [index, [key]] of pairs.entries()) {
      const item = node.items[index];
      if (item !== undefined && /\s$/.test(key)) {
        fail(
          item,
          [...path, index],
          context,
          `environment variable ${key} is declared with a trailing space`,
        );
      }
    }
  }
  return toRecord(pairs, null);
};

/** Labels, options and the like: no value is an empty one. */
export const mapping: Codec = (node, path, context) => {
  const pairs = pairsOf(node, path, context);
  return pairs === undefined ? undefined : toRecord(pairs, '');
};

/** `host=ip` lines, sorted. */
export const extraHosts: Codec = (node, path, context) => {
  if (isNull(node)) return undefined;
  const lines: string[] = [];
  for (const [item, host, addresses] of hostPairs(node, path, context)) {
    if (host === '' || /[:=]/.test(host))
      fail(item, path, context, `bad host name '${host}'`, 'extra-hosts');
    for (const address of addresses) {
      lines.push(`${host}=${/^\[.+\]$/.test(address) ? address.slice(1, -1) : address}`);
    }
  }
  return lines.length === 0 ? undefined : lines.sort();
};

const hostPairs = (
  node: TreeNode,
  path: Path,
  context: DecodeContext,
): readonly (readonly [TreeNode, string, readonly string[]])[] => {
  if (node.kind === 'map') {
    return [...node.entries].map(([host, { value }]) => {
      const values = value.kind === 'list' ? value.items : [value];
      return [
        value,
        host,
        values.map((each) => (each.kind === 'scalar' && !isNull(each) ? each.text : '')),
      ] as const;
    });
  }
  if (node.kind !== 'list') {
    fail(node, path, context, 'must be a mapping or a list');
    return [];
  }
  return node.items.flatMap((item) => {
    const line = item.kind === 'scalar' ? item.text : '';
    const separator = line.includes('=') ? '=' : ':';
    const [host, addresses] = cut(line, separator);
    if (addresses === null) {
      fail(item, path, context, `invalid additional host, missing IP: ${line}`, 'extra-hosts');
      return [];
    }
    return [[item, host, addresses.split(',')] as const];
  });
};

/** A command line or a list of arguments; `null` is the image's own. */
export const command: Codec = (node, path, context) => {
  if (isNull(node)) return undefined;
  if (node.kind === 'list')
    return node.items.map((item) => (item.kind === 'scalar' ? item.text : ''));
  if (node.kind === 'map') {
    fail(node, path, context, 'must be a string or a list');
    return undefined;
  }
  const words = parseShellWords(node.text);
  if (words === undefined) fail(node, path, context, 'invalid command line string', 'command');
  return words;
};

export const healthTest: Codec = (node, path, context) => {
  if (isNull(node)) return undefined;
  if (node.kind === 'scalar') return ['CMD-SHELL', node.text];
  if (node.kind === 'map') {
    fail(node, path, context, 'must be a string or a list');
    return undefined;
  }
  const words = node.items.map((item) => (item.kind === 'scalar' ? item.text : ''));
  return words.length === 0 ? undefined : words;
};
