import type { Report } from '../report.ts';
import { PathTable, type PathCursor } from '../path-table.ts';
import type { Origin } from '../yaml/source.ts';
import { isNull, type Path, type TreeNode } from '../yaml/tree.ts';
import { transforms, type TransformRow } from './transforms.ts';

export interface CanonicalContext {
  readonly report: Report;
  /** False while variables are still in the values: then short forms that cannot be read stay. */
  readonly interpolated: boolean;
}

/** Rewrites short forms as long ones. */
export const toCanonical = (root: TreeNode, context: CanonicalContext): TreeNode =>
  rewrite(root, { context, path: [], cursor: transforms.root });

interface Place {
  readonly context: CanonicalContext;
  readonly path: Path;
  readonly cursor: PathCursor<TransformRow>;
  readonly key?: Origin;
}

const rewrite = (node: TreeNode, { context, path, cursor, key }: Place): TreeNode => {
  const row = cursor.value;
  const result = row === undefined ? node : row.apply(node, path, context, key);
  if (row?.final === true) return result;
  if (result.kind === 'list') {
    result.items = result.items.map((item, index) => {
      const next = cursor.step(index);
      return next === undefined
        ? item
        : rewrite(item, { context, path: [...path, index], cursor: next });
    });
  } else if (result.kind === 'map') {
    cursor.each(result.entries, (entry, name, next) => {
      const place = { context, path: [...path, name], cursor: next, key: entry.key };
      entry.value = rewrite(entry.value, place);
    });
  }
  return result;
};

const blankable = new PathTable<true>({ 'services.*.dns.*': true });

/** Drops items that say nothing when they are blank (as variables often are). */
export const omitBlank = (node: TreeNode, cursor: PathCursor<true> = blankable.root): void => {
  if (node.kind === 'map') {
    cursor.each(node.entries, ({ value }, _, next) => {
      omitBlank(value, next);
    });
  } else if (node.kind === 'list') {
    node.items = node.items.filter(
      (item, index) =>
        cursor.step(index)?.value === undefined ||
        !(isNull(item) || (item.kind === 'scalar' && item.value === '')),
    );
  }
};
