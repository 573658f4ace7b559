import type { MapNode, TreeNode } from './tree.ts';

/**
 * YAML's `<<`: takes over the entries that the mapping does not have itself; of several sources the
 * first wins. False when the value is nothing that can be merged.
 */
export const mergeInto = (map: MapNode, value: TreeNode): boolean => {
  if (value.broken === true) return true;
  if (value.kind === 'list') {
    return value.items.every((item) => item.kind === 'map' && mergeInto(map, item));
  }
  if (value.kind !== 'map') return false;
  for (const [key, entry] of value.entries) {
    if (!map.entries.has(key)) map.entries.set(key, entry);
  }
  return true;
};
