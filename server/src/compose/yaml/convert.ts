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
import { exceedsLimits, newConverter, placeOf, type Converter } from './converter.ts';
import type { ComposeDocument } from './parse.ts';
import { onlyPair, type ParsedPart, type ParsedSection } from './parts.ts';
import { isWord, plainScalar } from './scalars.ts';
import type { Origin, Source } from './source.ts';
import { nullNode, stringNode, type MapNode, type Path, type TreeNode } from './tree.ts';

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
  return finish(converter, convert(converter, contents, [], at) ?? nullNode(at));
};

/** The same for a document whose mapping was parsed in parts. */
export const convertParts = (
  source: Source,
  sections: readonly ParsedSection[],
  report: Report,
): ConvertedDocument => {
  const converter = newConverter(source, report, true);
  const builder = new MapBuilder(converter, [], originOf(source, sections.flatMap(partsOf)));
  for (const { map, offset, children } of sections) {
    converter.offset = offset;
    const pair = onlyPair(map);
    if (pair === undefined || children.length === 0) builder.addAll(map.items);
    else builder.add(pair, (path) => convertChildren(converter, children, path));
  }
  return finish(converter, builder.build());
};

const convertChildren = (
  converter: Converter,
  children: readonly ParsedPart[],
  path: Path,
): MapNode => {
  const builder = new MapBuilder(converter, path, originOf(converter.source, children));
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
const convert = (
  converter: Converter,
  node: Node | null,
  path: Path,
  after: Origin,
): TreeNode | undefined => {
  const origin = placeOf(converter, node) ?? { ...after, start: after.end };
  if (node === null) return nullNode(origin);
  // Every alias that is still to come would make the same again.
  if (converter.limited) return { ...nullNode(origin), broken: true };
  if (isAlias(node)) return convertAlias(converter, node.source, path, origin);
  if (exceedsLimits(converter, path, origin)) return { ...nullNode(origin), broken: true };
  if (node.anchor !== undefined && converter.aliasDepth === 0) {
    converter.anchors.set(node.anchor, { node, offset: converter.offset });
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
        const value = convert(converter, item as Node | null, [...path, index], origin);
        if (value !== undefined) items.push(value);
      }
      return { kind: 'list', items, origin };
    }
    if (isMap(node)) {
      const builder = new MapBuilder(converter, path, origin);
      builder.addAll(node.items);
      return builder.build();
    }
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

/** Takes the entries of a mapping one by one, wherever they were parsed. */
class MapBuilder {
  readonly #converter: Converter;
  readonly #path: Path;
  readonly #map: MapNode;
  readonly #merges: { readonly value: TreeNode; readonly key: Origin }[] = [];
  readonly #seen = new Map<string, Origin>();

  constructor(converter: Converter, path: Path, origin: Origin) {
    this.#converter = converter;
    this.#path = path;
    this.#map = { kind: 'map', entries: new Map(), origin };
  }

  addAll(pairs: readonly Pair[]): void {
    for (const pair of pairs) this.add(pair);
  }

  /** @param convertValue in place of the pair's own value */
  add(pair: Pair, convertValue?: (path: Path) => TreeNode): void {
    const converter = this.#converter;
    const around = this.#map.origin;
    const { name, at } = convertKey(converter, pair.key as Node | null, this.#path, around);
    const first = this.#seen.get(name);
    if (first === undefined) this.#seen.set(name, at);
    else reportDuplicate(converter, name, at, first, this.#path);
    const isMerge = name === '<<';
    const path = isMerge ? this.#path : [...this.#path, name];
    const value =
      convertValue === undefined
        ? convert(converter, pair.value as Node | null, path, at)
        : convertValue(path);
    if (value === undefined) return;
    if (isMerge) this.#merges.push({ value, key: at });
    else this.#map.entries.set(name, { key: at, value });
  }

  build(): MapNode {
    const { judge, report } = this.#converter;
    for (const { value, key } of this.#merges) {
      if (mergeInto(this.#map, value) || !judge) continue;
      report.at(key, 'yaml-merge', 'map merge requires map or sequence of maps as the value', {
        path: this.#path,
        hint: 'Point `<<` at a mapping: `<<: *anchor`.',
      });
    }
    return this.#map;
  }
}

const convertKey = (
  converter: Converter,
  key: Node | null,
  path: Path,
  around: Origin,
): { readonly name: string; readonly at: Origin } => {
  const target = isAlias(key) ? (converter.anchors.get(key.source)?.node ?? null) : key;
  const at = placeOf(converter, key) ?? { ...around, end: around.start };
  if (key?.anchor !== undefined && converter.aliasDepth === 0) {
    converter.anchors.set(key.anchor, { node: key, offset: converter.offset });
  }
  const text = isScalar(target) && typeof target.value === 'string' ? target.value : '';
  const plain = isScalar(target) && (target.type === 'PLAIN' || target.type === undefined);
  const scalar = plain && !isWord(text) ? plainScalar(text, at) : undefined;
  const isText = scalar === undefined || scalar.type === 'string';
  if (converter.judge && (!isText || isCollection(target))) {
    const place = path.length === 0 ? 'at top level' : `in ${path.join('.')}`;
    converter.report.at(at, 'non-string-key', `non-string key ${place}: ${scalar?.text ?? text}`, {
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
  const { report, judge, anchors, active, unknown, offset } = converter;
  const target = anchors.get(name);
  if (target === undefined) {
    if (judge && !unknown.has(origin.start)) {
      unknown.add(origin.start);
      report.at(origin, 'yaml-alias', `unknown anchor '${name}' referenced`, { path });
    }
    exceedsLimits(converter, path, origin);
    return { ...nullNode(origin), broken: true };
  }
  if (active.has(target.node)) {
    report.at(origin, 'yaml-alias', `anchor '${name}' value contains itself`, { path });
    return { ...nullNode(origin), broken: true };
  }
  converter.aliasDepth += 1;
  converter.offset = target.offset;
  try {
    return convert(converter, target.node, path, origin);
  } finally {
    converter.aliasDepth -= 1;
    converter.offset = offset;
  }
};
