import {
  isAlias,
  isCollection,
  isMap,
  isScalar,
  isSeq,
  type Document,
  type Node,
  type Pair,
} from 'yaml';
import type { Report } from '../report.ts';
import { mergeInto } from './merge-key.ts';
import type { ComposeDocument } from './parse.ts';
import { plainScalar } from './scalars.ts';
import type { Origin, Source } from './source.ts';
import { nullNode, stringNode, type MapNode, type Path, type TreeNode } from './tree.ts';

/** How many values aliases may add to a file; more is a mistake, or an attack on the reader. */
const maxAliasedNodes = 100_000;
/** Deeper than any compose file goes, and shallow enough for the steps that recurse. */
const maxDepth = 200;

interface Converter {
  readonly source: Source;
  readonly report: Report;
  /** False when the syntax is broken already: then nothing more is said of aliases and keys. */
  readonly judge: boolean;
  readonly anchors: Map<string, Node>;
  readonly resets: Path[];
  /** Anchored nodes that are being converted: an alias to one of these never ends. */
  readonly active: Set<Node>;
  aliased: number;
  aliasDepth: number;
  /** Whether one of the two limits was hit; that is said once. */
  limited: boolean;
}

/**
 * Turns the parser's nodes into a tree: scalars read, aliases copied, merge keys applied. Of a
 * document that exceeds a limit nothing is kept: what it would make is what nobody has time for.
 */
export const convertDocument = (
  source: Source,
  document: Document,
  report: Report,
  judge: boolean,
): ComposeDocument & { readonly limited: boolean } => {
  const converter: Converter = {
    source,
    report,
    judge,
    anchors: new Map(),
    resets: [],
    active: new Set(),
    aliased: 0,
    aliasDepth: 0,
    limited: false,
  };
  const contents = document.contents;
  const start = document.range?.[0] ?? 0;
  const root = convert(converter, contents, [], { source, start, end: start });
  const { limited, resets } = converter;
  const nothing = nullNode({ source, start, end: start });
  if (limited) return { root: { ...nothing, broken: true }, resets: [], limited };
  return { root: root ?? nothing, resets, limited };
};

/** `undefined` where `!reset` stands. */
const convert = (
  converter: Converter,
  node: Node | null,
  path: Path,
  fallback: Origin,
): TreeNode | undefined => {
  if (node === null) return nullNode(fallback);
  const [start, end] = node.range ?? [fallback.start, fallback.end];
  const origin: Origin = { source: converter.source, start, end };
  // Every alias that is still to come would make the same again.
  if (converter.limited) return { ...nullNode(origin), broken: true };
  if (isAlias(node)) return convertAlias(converter, node.source, path, origin);
  if (exceedsLimits(converter, path, origin)) return { ...nullNode(origin), broken: true };
  if (node.anchor !== undefined && converter.aliasDepth === 0) {
    converter.anchors.set(node.anchor, node);
  }
  if (node.tag === '!reset') {
    converter.resets.push(path);
    return undefined;
  }
  if (node.tag === '!override') converter.resets.push(path);
  converter.active.add(node);
  try {
    if (isScalar(node)) {
      const text = typeof node.value === 'string' ? node.value : '';
      const plain = node.type === 'PLAIN' || node.type === undefined;
      return readsAsPlain(node.tag, plain) ? plainScalar(text, origin) : stringNode(text, origin);
    }
    if (isSeq(node)) {
      const items: TreeNode[] = [];
      for (const [index, item] of node.items.entries()) {
        const value = convert(converter, item as Node | null, [...path, index], {
          ...origin,
          end: start,
        });
        if (value !== undefined) items.push(value);
      }
      return { kind: 'list', items, origin };
    }
    if (isMap(node)) return convertMap(converter, node.items, path, origin);
    return nullNode(origin);
  } finally {
    converter.active.delete(node);
  }
};

/** `!!int "5"` is a number in spite of the quotes, `!mine 5` is text without them. */
const readsAsPlain = (tag: string | undefined, plain: boolean): boolean =>
  tag === undefined || tag === '!'
    ? plain
    : /^(tag:yaml\.org,2002:|!!)(int|float|bool|null|timestamp)$/.test(tag);

const convertMap = (
  converter: Converter,
  pairs: readonly Pair[],
  path: Path,
  origin: Origin,
): MapNode => {
  const map: MapNode = { kind: 'map', entries: new Map(), origin };
  const merges: { readonly value: TreeNode; readonly key: Origin }[] = [];
  const seen = new Map<string, Origin>();
  for (const pair of pairs) {
    const { name, at } = convertKey(converter, pair.key as Node | null, path, origin);
    const first = seen.get(name);
    if (first === undefined) seen.set(name, at);
    else reportDuplicate(converter, name, at, first, path);
    const isMerge = name === '<<';
    const value = convert(converter, pair.value as Node | null, isMerge ? path : [...path, name], {
      ...at,
      start: at.end,
    });
    if (value === undefined) continue;
    if (isMerge) merges.push({ value, key: at });
    else map.entries.set(name, { key: at, value });
  }
  for (const { value, key } of merges) {
    if (!mergeInto(map, value) && converter.judge) {
      converter.report.at(
        key,
        'yaml-merge',
        'map merge requires map or sequence of maps as the value',
        { path, hint: 'Point `<<` at a mapping: `<<: *anchor`.' },
      );
    }
  }
  return map;
};

const convertKey = (
  converter: Converter,
  key: Node | null,
  path: Path,
  around: Origin,
): { readonly name: string; readonly at: Origin } => {
  const target = isAlias(key) ? (converter.anchors.get(key.source) ?? null) : key;
  const range = key?.range ?? [around.start, around.start];
  const at: Origin = { source: converter.source, start: range[0], end: range[1] };
  if (key?.anchor !== undefined && converter.aliasDepth === 0) {
    converter.anchors.set(key.anchor, key);
  }
  const text = isScalar(target) && typeof target.value === 'string' ? target.value : '';
  const plain = isScalar(target) && (target.type === 'PLAIN' || target.type === undefined);
  const scalar = plain ? plainScalar(text, at) : stringNode(text, at);
  if (converter.judge && (scalar.type !== 'string' || isCollection(target))) {
    const place = path.length === 0 ? 'at top level' : `in ${path.join('.')}`;
    converter.report.at(at, 'non-string-key', `non-string key ${place}: ${scalar.text}`, {
      path: [...path, text],
      hint: 'Put the key in quotes.',
    });
  }
  return { name: text, at };
};

const reportDuplicate = (
  { judge, report, source }: Converter,
  name: string,
  at: Origin,
  first: Origin,
  path: Path,
): void => {
  if (!judge) return;
  const line = source.range(first.start, first.end).start.line + 1;
  report.at(at, 'yaml-duplicate-key', `mapping key "${name}" already defined at line ${line}`, {
    path: [...path, name],
    hint: 'Remove one of the two, or join them.',
    related: [{ message: `"${name}" is first defined here`, origin: first }],
  });
};

const convertAlias = (
  converter: Converter,
  name: string,
  path: Path,
  origin: Origin,
): TreeNode | undefined => {
  const { report, judge, anchors, active } = converter;
  const target = anchors.get(name);
  if (target === undefined) {
    if (judge) report.at(origin, 'yaml-alias', `unknown anchor '${name}' referenced`, { path });
    return { ...nullNode(origin), broken: true };
  }
  if (active.has(target)) {
    report.at(origin, 'yaml-alias', `anchor '${name}' value contains itself`, { path });
    return { ...nullNode(origin), broken: true };
  }
  converter.aliasDepth += 1;
  try {
    return convert(converter, target, path, origin);
  } finally {
    converter.aliasDepth -= 1;
  }
};

const exceedsLimits = (converter: Converter, path: Path, origin: Origin): boolean => {
  if (converter.aliasDepth > 0) converter.aliased += 1;
  const tooMany = converter.aliased > maxAliasedNodes;
  if (!tooMany && path.length <= maxDepth) return false;
  if (!converter.limited) {
    converter.limited = true;
    converter.report.at(
      origin,
      tooMany ? 'yaml-alias' : 'yaml-syntax',
      tooMany
        ? `compose file exceeds maximum node visit limit (${maxAliasedNodes})`
        : `nested more than ${maxDepth} levels deep`,
      tooMany ? { hint: 'Aliases to aliases multiply; use fewer of them.' } : {},
    );
  }
  return true;
};
