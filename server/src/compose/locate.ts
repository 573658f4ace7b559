import type { SourceRange } from './finding.ts';
import { rangeOf, type Origin } from './yaml/source.ts';
import type { Path, TreeNode } from './yaml/tree.ts';

/** Where a value of the model was written: its key, or its item in a list. */
export const locateIn = (root: TreeNode, at: Path): SourceRange | undefined => {
  const origin = originOf(root, at);
  return origin === undefined ? undefined : rangeOf(origin);
};

/** `undefined` when nothing of the path was written. */
export const originOf = (root: TreeNode, at: Path): Origin | undefined => {
  let node = root;
  let origin: Origin | undefined;
  for (const part of at) {
    const next = step(node, part);
    if (next === undefined) break;
    origin = next.origin;
    node = next.node;
  }
  return origin;
};

const step = (
  node: TreeNode,
  part: string | number,
): { readonly origin: Origin; readonly node: TreeNode } | undefined => {
  if (node.kind === 'map') {
    const entry = node.entries.get(String(part));
    return entry === undefined ? undefined : { origin: entry.key, node: entry.value };
  }
  if (node.kind !== 'list') return undefined;
  // The model has mappings where files may have lists of KEY=value, or of HOST:ADDRESS.
  const item =
    typeof part === 'number'
      ? node.items[part]
      : node.items.find((each) => each.kind === 'scalar' && isKeyOf(each.text, part));
  return item === undefined ? undefined : { origin: item.origin, node: item };
};

const isKeyOf = (text: string, key: string): boolean =>
  text.startsWith(key) && ['', '=', ':'].includes(text.charAt(key.length));
