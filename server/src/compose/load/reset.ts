import type { Path, TreeNode } from '../yaml/tree.ts';

/**
 * Removes from `node` what a later file marks with `!reset` or `!override`. Only mappings lose
 * entries: positions in lists mean nothing across files.
 */
export const applyResets = (node: TreeNode, resets: readonly Path[], path: Path = []): void => {
  if (resets.length === 0 || node.kind !== 'map') return;
  for (const [key, entry] of node.entries) {
    const here = [...path, key];
    if (resets.some((reset) => samePath(reset, here))) node.entries.delete(key);
    else applyResets(entry.value, resets, here);
  }
};

const samePath = (a: Path, b: Path): boolean =>
  a.length === b.length && a.every((part, index) => part === b[index]);
