import type { Report } from '../report.ts';
import { isNull, type MapNode, type Path, type TreeNode } from '../yaml/tree.ts';
import { specialMerges } from './special.ts';

export interface MergeContext {
  readonly report: Report;
}

/**
 * Lays `over` on `base` and returns the result (`base`, changed): mappings by key, lists appended,
 * the rest replaced, and the attributes of `special.ts` by rules of their own. Every value keeps the
 * origin of whoever wrote it last.
 */
export const mergeNodes = (
  base: TreeNode,
  over: TreeNode,
  path: Path,
  context: MergeContext,
): TreeNode => {
  const special = specialMerges.get(path);
  if (special !== undefined) return special(base, over, path, context);
  return mergePlain(base, over, path, context);
};

export const mergePlain = (
  base: TreeNode,
  over: TreeNode,
  path: Path,
  context: MergeContext,
): TreeNode => {
  if (isNull(over)) return base;
  if (base.kind === 'map' && over.kind === 'map') return mergeMaps(base, over, path, context);
  if (base.kind === 'list' && over.kind === 'list') {
    base.items.push(...over.items);
    return base;
  }
  if (base.kind !== 'scalar' && base.broken !== true) {
    context.report.at(over.origin, 'override-type', `cannot override ${path.join('.')}`, {
      path,
      node: over,
      hint: `Write it as ${base.kind === 'map' ? 'a mapping' : 'a list'}, as the file before does.`,
      related: [{ message: 'what it overrides', origin: base.origin }],
    });
  }
  return over;
};

export const mergeMaps = (
  base: MapNode,
  over: MapNode,
  path: Path,
  context: MergeContext,
): MapNode => {
  for (const [key, entry] of over.entries) {
    const before = base.entries.get(key);
    base.entries.set(
      key,
      before === undefined
        ? entry
        : {
            key: entry.key,
            value: mergeNodes(before.value, entry.value, [...path, key], context),
          },
    );
  }
  return base;
};
