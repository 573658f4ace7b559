import type { Report } from '../report.ts';
import { PathTable } from '../path-table.ts';
import type { Origin } from '../yaml/source.ts';
import { isNull, type Path, type TreeNode } from '../yaml/tree.ts';
import { transforms } from './transforms.ts';

export interface CanonicalContext {
  readonly report: Report;
  /** False while variables are still in the values: then short forms that cannot be read stay. */
  readonly interpolated: boolean;
}

/** Rewrites short forms as long ones. */
export const toCanonical = (
  node: TreeNode,
  context: CanonicalContext,
  path: Path = [],
  key?: Origin,
): TreeNode => {
  const row = transforms.get(path);
  const result = row === undefined ? node : row.apply(node, path, context, key);
  if (row?.final === true) return result;
  if (result.kind === 'list') {
    result.items = result.items.map((item, index) => toCanonical(item, context, [...path, index]));
  } else if (result.kind === 'map') {
    for (const [name, entry] of result.entries) {
      entry.value = toCanonical(entry.value, context, [...path, name], entry.key);
    }
  }
  return result;
};

const blankable = new PathTable<true>({ 'services.*.dns.*': true });

/** Drops items that say nothing when they are blank (as variables often are). */
export const omitBlank = (node: TreeNode, path: Path = []): void => {
  if (node.kind === 'map') {
    for (const [key, entry] of node.entries) omitBlank(entry.value, [...path, key]);
  } else if (node.kind === 'list') {
    node.items = node.items.filter(
      (item, index) =>
        blankable.get([...path, index]) === undefined ||
        !(isNull(item) || (item.kind === 'scalar' && item.value === '')),
    );
  }
};
