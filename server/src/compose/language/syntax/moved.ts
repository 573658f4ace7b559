import {
  Alias,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  Pair,
  Scalar,
  YAMLMap,
  YAMLSeq,
  type Node,
} from 'yaml';

/** A copy of what was parsed, with all places so much further on. */
export const moved = <T>(node: T, by: number): T => copyOf(node, by) as T;

const copyOf = (node: unknown, by: number): unknown => {
  if (isScalar(node)) {
    const { value, source, type } = node;
    return marked(Object.assign(new Scalar(value), { source, type }), node, by);
  }
  if (isMap(node)) {
    const copy = new YAMLMap(node.schema);
    for (const { key, value } of node.items)
      copy.items.push(new Pair(copyOf(key, by), copyOf(value, by)));
    if (node.flow !== undefined) copy.flow = node.flow;
    return marked(copy, node, by);
  }
  if (isSeq(node)) {
    const copy = new YAMLSeq(node.schema);
    for (const item of node.items) copy.items.push(copyOf(item, by));
    if (node.flow !== undefined) copy.flow = node.flow;
    return marked(copy, node, by);
  }
  return isAlias(node) ? marked(new Alias(node.source), node, by) : node;
};

/** Comments are nobody's question. */
const marked = <T extends Node>(copy: T, node: T, by: number): T => {
  const { range, tag } = node;
  if (range) copy.range = [range[0] + by, range[1] + by, range[2] + by];
  if (tag !== undefined) copy.tag = tag;
  if (isAnchored(node) && !isAlias(copy)) copy.anchor = node.anchor;
  return copy;
};

/** What aliases may stand for. */
export const isAnchored = (node: unknown): node is Node & { anchor: string } =>
  (isScalar(node) || isMap(node) || isSeq(node)) && node.anchor !== undefined;
