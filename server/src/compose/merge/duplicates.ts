import { PathTable, type PathCursor } from '../path-table.ts';
import type { Report } from '../report.ts';
import type { Path, ScalarNode, TreeNode } from '../yaml/tree.ts';

/** Lists of `KEY=value` in which a key twice is surely a mistake: the last one wins in silence. */
const keyed = new PathTable<true>({
  'services.*.environment': true,
  'services.*.labels': true,
  'services.*.annotations': true,
  'services.*.sysctls': true,
  'services.*.ports': true,
  'services.*.build.args': true,
  'services.*.build.labels': true,
  'services.*.deploy.labels': true,
  'networks.*.labels': true,
  'volumes.*.labels': true,
});

/**
 * Warns of items that set the same thing twice within one list of one file.
 *
 * @param path where the walk is: one array for all
 */
export const warnDuplicates = (
  node: TreeNode,
  report: Report,
  path: string[] = [],
  cursor: PathCursor<true> = keyed.root,
): void => {
  if (node.kind === 'map') {
    cursor.each(node.entries, ({ value }, key, next) => {
      path.push(key);
      warnDuplicates(value, report, path, next);
      path.pop();
    });
  } else if (node.kind === 'list' && cursor.value === true) {
    warnItems(node.items, report, path);
  }
};

const warnItems = (items: readonly TreeNode[], report: Report, path: Path): void => {
  const seen = new Map<string, ScalarNode>();
  for (const [index, item] of items.entries()) {
    if (item.kind !== 'scalar') continue;
    const key = path.at(-1) === 'ports' ? item.text : (item.text.split('=')[0] ?? item.text);
    const first = seen.get(key);
    if (first !== undefined) {
      report.at(item.origin, 'duplicate-item', `"${key}" is here twice; the last one wins.`, {
        severity: 'warning',
        path: [...path, index],
        related: [{ message: 'the first one', origin: first.origin }],
      });
    }
    seen.set(key, item);
  }
};
