import { isAddress } from '../canonical/port.ts';
import { PathTable, type PathCursor } from '../path-table.ts';
import {
  child,
  stringOf,
  type Entry,
  type MapNode,
  type Path,
  type TreeNode,
} from '../yaml/tree.ts';
import type { LoadContext } from './context.ts';

/** `entry` is the value's own, or that of the list which it is in. */
type Check = (node: TreeNode, path: Path, entry: Entry | undefined, context: LoadContext) => void;

const has = (node: TreeNode, key: string): boolean => child(node, key) !== undefined;

/** A volume made elsewhere has no attributes of ours. */
const externalVolume: Check = (node, path, entry, { report }) => {
  const external = child(node, 'external');
  if (node.kind !== 'map' || external?.kind !== 'scalar' || external.value !== true) return;
  for (const [key, other] of node.entries) {
    if (['name', 'external'].includes(key) || key.startsWith('x-')) continue;
    report.at(
      entry?.key ?? other.key,
      'external-conflict',
      `${path.join('.')}: conflicting parameters "external" and "${key}" specified`,
      {
        path,
        node: { ...node, broken: false },
        hint: `Remove \`${key}\`, or \`external\`.`,
        related: [{ message: key, origin: other.key }],
      },
    );
  }
};

const fileObject =
  (keys: readonly string[]): Check =>
  (node, path, entry, { report }) => {
    const origin = entry?.key ?? node.origin;
    const used = keys.filter((key) => has(node, key));
    const where = path.join('.');
    if (used.length > 1) {
      report.at(
        origin,
        'file-object-exclusive',
        `${where}: ${keys.join('|')} attributes are mutually exclusive`,
        { path, node },
      );
    } else if (used.length === 0 && !has(node, 'driver') && !has(node, 'external')) {
      report.at(origin, 'file-object-missing', `${where}: one of ${keys.join('|')} must be set`, {
        path,
        node,
      });
    }
  };

const port: Check = (node, path, _entry, { report, interpolated }) => {
  const ip = child(node, 'host_ip');
  const text = stringOf(ip);
  if (ip === undefined || text === undefined || isAddress(text)) return;
  if (!interpolated && text.includes('$')) return;
  report.at(ip.origin, 'port-ip', `${path.join('.')}: invalid ip address: ${text}`, {
    path,
    node: ip,
  });
};

const watchPath: Check = (node, path, entry, { report }) => {
  if (stringOf(node) !== '') return;
  report.at(entry?.key ?? node.origin, 'watch-path', `${path.join('.')}: value can't be blank`, {
    path,
    node,
  });
};

const deviceRequest: Check = (node, path, list, { report }) => {
  const count = child(node, 'count');
  const ids = child(node, 'device_ids');
  if (count === undefined || ids === undefined) return;
  report.at(
    list?.key ?? node.origin,
    'device-count-and-ids',
    `${path.map((part) => (typeof part === 'number' ? '[]' : part)).join('.')}: "count" and "device_ids" attributes are exclusive`,
    {
      path,
      node,
      related: [
        { message: 'count', origin: count.origin },
        { message: 'device_ids', origin: ids.origin },
      ],
    },
  );
};

const checks = new PathTable<Check>({
  'volumes.*': externalVolume,
  'configs.*': fileObject(['file', 'environment', 'content']),
  'secrets.*': fileObject(['file', 'environment']),
  'services.*.ports.*': port,
  'services.*.develop.watch.*.path': watchPath,
  'services.*.deploy.resources.reservations.devices.*': deviceRequest,
  'services.*.gpus.*': deviceRequest,
});

/** What the schema cannot say of a single value. Source: compose-go `validation`. */
export const validateModel = (model: MapNode, context: LoadContext): void => {
  walk(model, { path: [], cursor: checks.root, entry: undefined }, context);
};

interface Place {
  readonly path: Path;
  readonly cursor: PathCursor<Check>;
  readonly entry: Entry | undefined;
}

const walk = (node: TreeNode, { path, cursor, entry }: Place, context: LoadContext): void => {
  if (node.broken === true) return;
  cursor.value?.(node, path, entry, context);
  if (node.kind === 'map') {
    cursor.each(node.entries, (next, key, below) => {
      walk(next.value, { path: [...path, key], cursor: below, entry: next }, context);
    });
  } else if (node.kind === 'list') {
    const below = cursor.step(0);
    if (below === undefined) return;
    for (const [index, item] of node.items.entries())
      walk(item, { path: [...path, index], cursor: below, entry }, context);
  }
};
