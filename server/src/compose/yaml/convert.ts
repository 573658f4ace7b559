import {
  isAlias,
  isCollection,
  isScalar,
  isSeq,
  type Document,
  type Node,
  type Pair,
  type Scalar,
} from 'yaml';
import type { Report } from '../report.ts';
import { mergeInto } from './merge-key.ts';
import { exceedsLimits, newConverter, placeOf, type Converter } from './converter.ts';
import type { ComposeDocument } from './parse.ts';
import { onlyPair, type ParsedPart, type ParsedSection } from './parts.ts';
import { isWord, plainScalar } from './scalars.ts';
import type { Origin, Source } from './source.ts';
import { taggedScalar } from './tagged.ts';
import {
  nullNode,
  stringNode,
  type ListNode,
  type MapNode,
  type ScalarNode,
  type TreeNode,
} from './tree.ts';

/** A document and whether it is too much to be read. */
export type ConvertedDocument = ComposeDocument & { readonly limited: boolean };

/**
 * Turns the parser's nodes into a tree: scalars read, aliases copied, merge keys applied. Of a
 * document that exceeds a limit nothing is kept: what it would make is what nobody has time for.
 */
export const convertDocument = (
  source: Source,
  document: Document,
  report: Report,
  judge: boolean,
): ConvertedDocument => {
  const converter = newConverter(source, report, judge);
  const contents = document.contents;
  const start = document.range?.[0] ?? 0;
  const at = { source, start, end: start };
  return finish(converter, convert(converter, contents, at) ?? nullNode(at));
};

/** The same for a document whose mapping was parsed in parts. */
export const convertParts = (
  source: Source,
  sections: readonly ParsedSection[],
  report: Report,
): ConvertedDocument => {
  const converter = newConverter(source, report, true);
  const builder = new MapBuilder(converter, originOf(source, sections.flatMap(partsOf)));
  for (const { map, offset, children } of sections) {
    converter.offset = offset;
    const pair = onlyPair(map);
    if (pair === undefined || children.length === 0) builder.addAll(map.items);
    else builder.add(pair, () => convertChildren(converter, children));
  }
  return finish(converter, builder.build());
};

const convertChildren = (converter: Converter, children: readonly ParsedPart[]): MapNode => {
  const builder = new MapBuilder(converter, originOf(converter.source, children));
  for (const { map, offset } of children) {
    converter.offset = offset;
    builder.addAll(map.items);
  }
  return builder.build();
};

/** In the order of the text. */
const partsOf = ({ children, ...own }: ParsedSection): readonly ParsedPart[] => [own, ...children];

const originOf = (source: Source, parts: readonly ParsedPart[]): Origin => {
  const [first, last] = [parts.at(0), parts.at(-1)];
  const start = (first?.offset ?? 0) + (first?.map.range?.[0] ?? 0);
  return { source, start, end: (last?.offset ?? 0) + (last?.map.range?.[1] ?? 0) };
};

const finish = ({ limited, resets }: Converter, root: TreeNode): ConvertedDocument =>
  limited
    ? { root: { ...nullNode(root.origin), broken: true }, resets: [], limited }
    : { root, resets, limited };

/**
 * `undefined` where `!reset` stands.
 *
 * @param after the key of a value that may be nowhere, or the list of an item
 */
const convert = (converter: Converter, node: Node | null, after: Origin): TreeNode | undefined => {
  const origin = placeOf(converter, node) ?? { ...after, start: after.end };
  if (node === null) return nullNode(origin);
  // Every alias that is still to come would make the same again.
  if (converter.limited) return { ...nullNode(origin), broken: true };
  if (isAlias(node)) return convertAlias(converter, node.source, origin);
  if (exceedsLimits(converter, origin)) return { ...nullNode(origin), broken: true };
  if (node.anchor !== undefined && converter.aliasDepth === 0) {
    converter.anchors.set(node.anchor, { node, offset: converter.offset });
  }
  if (node.tag === '!reset') {
    converter.resets.push([...converter.path]);
    return undefined;
  }
  if (node.tag === '!override') converter.resets.push([...converter.path]);
  if (isScalar(node)) {
    return convertScalar(converter, node, origin);
  }
  if (!isCollection(node)) return nullNode(origin);
  converter.active.add(node);
  const tree = isSeq(node)
    ? convertList(converter, node.items, origin)
    : new MapBuilder(converter, origin).addAll(node.items).build();
  converter.active.delete(node);
  return tree;
};

const convertList = (converter: Converter, nodes: readonly unknown[], origin: Origin): ListNode => {
  const items: TreeNode[] = [];
  let index = 0;
  for (const item of nodes) {
    converter.path.push(index);
    const value = convert(converter, item as Node | null, origin);
    converter.path.pop();
    if (value !== undefined) items.push(value);
    index += 1;
  }
  return { kind: 'list', items, origin };
};

const convertScalar = (
  { judge, report, path }: Converter,
  node: Scalar,
  origin: Origin,
): TreeNode => {
  const read = readScalar(node, origin);
  if (!('error' in read)) {
    if (read.timestamp === true) report.hasDates = true;
    return read;
  }
  if (judge) report.at(origin, 'yaml-tag', read.error, { path: [...path] });
  return { ...nullNode(origin), broken: true };
};

/** `!mine 5` is text without quotes. */
const readScalar = (scalar: Scalar, origin: Origin): ScalarNode | { readonly error: string } => {
  const { type, tag } = scalar;
  const text = textOf(scalar);
  if (tag !== undefined && tag !== '!')
    return taggedScalar(tag, text, origin) ?? stringNode(text, origin);
  const plain = type === 'PLAIN' || type === undefined;
  return plain && !isWord(text) ? plainScalar(text, origin) : stringNode(text, origin);
};

/** Takes the entries of a mapping one by one, wherever they were parsed. */
class MapBuilder {
  readonly #converter: Converter;
  readonly #map: MapNode;
  #merges: { readonly value: TreeNode; readonly key: Origin }[] | undefined;
  /** Where keys stand first that are no entries (merged, reset), or more than once. */
  #others: Map<string, Origin> | undefined;

  constructor(converter: Converter, origin: Origin) {
    this.#converter = converter;
    this.#map = { kind: 'map', entries: new Map(), origin };
  }

  addAll(pairs: readonly Pair[]): this {
    for (const pair of pairs) this.add(pair);
    return this;
  }

  /** @param convertValue in place of the pair's own value */
  add(pair: Pair, convertValue?: () => TreeNode): void {
    const converter = this.#converter;
    const { entries, origin } = this.#map;
    const key = pair.key as Node | null;
    const name = keyText(converter, key);
    const at = placeOf(converter, key) ?? { ...origin, end: origin.start };
    checkKey(converter, key, name, at);
    const first = this.#others?.get(name) ?? entries.get(name)?.key;
    if (first !== undefined) reportDuplicate(converter, name, at, first);
    const isMerge = isMergeKey(key);
    if (!isMerge) converter.path.push(name);
    const value = convertValue?.() ?? convert(converter, pair.value as Node | null, at);
    if (!isMerge) converter.path.pop();
    if (value !== undefined && isMerge) (this.#merges ??= []).push({ value, key: at });
    else if (value !== undefined) entries.set(name, { key: at, value });
    if (value === undefined || isMerge || first !== undefined)
      (this.#others ??= new Map()).set(name, first ?? at);
  }

  build(): MapNode {
    const { judge, report, path } = this.#converter;
    for (const { value, key } of this.#merges ?? []) {
      if (mergeInto(this.#map, value) || !judge) continue;
      report.at(key, 'yaml-merge', 'map merge requires map or sequence of maps as the value', {
        path: [...path],
        hint: 'Point `<<` at a mapping: `<<: *anchor`.',
      });
    }
    return this.#map;
  }
}

/** `"<<"` is a key like others. */
const isMergeKey = (key: Node | null): boolean =>
  isScalar(key) &&
  key.source === '<<' &&
  (key.tag === undefined ? key.type === 'PLAIN' : /^(!|tag:yaml\.org,2002:merge)$/.test(key.tag));

/** What a key says; the anchor that it may have is remembered. */
const keyText = ({ anchors, aliasDepth, offset }: Converter, key: Node | null): string => {
  const target = isAlias(key) ? anchors.get(key.source)?.node : key;
  if (key?.anchor !== undefined && aliasDepth === 0) anchors.set(key.anchor, { node: key, offset });
  return isScalar(target) ? textOf(target) : '';
};

/** The parser decodes what it has a tag for. */
const textOf = ({ value, source }: Scalar): string =>
  typeof value === 'string' ? value : (source ?? '');

/** Only text is a key. */
const checkKey = (
  { judge, anchors, path, report }: Converter,
  key: Node | null,
  text: string,
  at: Origin,
): void => {
  if (!judge || isPlainWord(key, text)) return;
  const target = isAlias(key) ? anchors.get(key.source)?.node : key;
  const scalar = isScalar(target) ? readScalar(target, at) : undefined;
  if (scalar !== undefined && 'error' in scalar) {
    report.at(at, 'yaml-tag', scalar.error, { path: [...path, text] });
    return;
  }
  if ((scalar === undefined || scalar.type === 'string') && !isCollection(target)) return;
  const place = path.length === 0 ? 'at top level' : `in ${path.join('.')}`;
  report.at(at, 'non-string-key', `non-string key ${place}: ${scalar?.text ?? text}`, {
    path: [...path, text],
    hint: 'Put the key in quotes.',
  });
};

/** As nearly all keys are. */
const isPlainWord = (key: Node | null, text: string): boolean =>
  isScalar(key) && key.tag === undefined && isWord(text);

const reportDuplicate = (
  { judge, report, source, path }: Converter,
  name: string,
  at: Origin,
  first: Origin,
): void => {
  if (!judge) return;
  const line = source.range(first.start, first.end).start.line + 1;
  report.at(at, 'yaml-duplicate-key', `mapping key "${name}" already defined at line ${line}`, {
    path: [...path, name],
    hint: 'Remove one of the two, or join them.',
    related: [{ message: `"${name}" is first defined here`, origin: first }],
  });
};

const convertAlias = (converter: Converter, name: string, origin: Origin): TreeNode | undefined => {
  const { report, judge, anchors, active, unknown, offset, path } = converter;
  const target = anchors.get(name);
  if (target === undefined) {
    if (judge && !unknown.has(origin.start)) {
      unknown.add(origin.start);
      report.at(origin, 'yaml-alias', `unknown anchor '${name}' referenced`, { path: [...path] });
    }
    exceedsLimits(converter, origin);
    return { ...nullNode(origin), broken: true };
  }
  if (active.has(target.node)) {
    report.at(origin, 'yaml-alias', `anchor '${name}' value contains itself`, { path: [...path] });
    return { ...nullNode(origin), broken: true };
  }
  converter.aliasDepth += 1;
  converter.offset = target.offset;
  try {
    return convert(converter, target.node, origin);
  } finally {
    converter.aliasDepth -= 1;
    converter.offset = offset;
  }
};
