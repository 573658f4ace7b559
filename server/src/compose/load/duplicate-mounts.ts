import { posix } from 'node:path';
import { parseVolume } from '../canonical/volume.ts';
import type { Report } from '../report.ts';
import { child, entriesOf, itemsOf, stringOf, type MapNode, type TreeNode } from '../yaml/tree.ts';

/** Where an item of each list is mounted in the container; `undefined` where that cannot be told. */
const targets = Object.entries<(item: TreeNode) => string | undefined>({
  volumes: (item) => cleaned(longTarget(item) ?? volumeTarget(stringOf(item))),
  devices: (item) => longTarget(item) ?? deviceTarget(stringOf(item)),
  configs: (item) => longTarget(item) ?? prefixed('/', sourceOf(item)),
  secrets: (item) => longTarget(item) ?? prefixed('/run/secrets/', sourceOf(item)),
});

/** Warns of two mounts on one path within one list of one file: the last one wins in silence. */
export const warnDuplicateMounts = (root: MapNode, report: Report): void => {
  for (const [service, { value }] of entriesOf(child(root, 'services'))) {
    for (const [key, targetOf] of targets) {
      const items = itemsOf(child(value, key));
      if (items.length < 2) continue;
      const first = new Map<string, TreeNode>();
      for (const [index, item] of items.entries()) {
        const target = targetOf(item);
        const other = target === undefined ? undefined : first.get(target);
        if (target !== undefined) first.set(target, item);
        if (other === undefined) continue;
        report.at(item.origin, 'duplicate-item', `"${target}" is here twice; the last one wins.`, {
          severity: 'warning',
          path: ['services', service, key, index],
          related: [{ message: 'the first one', origin: other.origin }],
        });
      }
    }
  }
};

/** `/x/` is `/x`. */
const cleaned = (path: string | undefined): string | undefined =>
  path === undefined || isClean(path) ? path : posix.normalize(path).replace(/(.)\/+$/, '$1');

/** As nearly all are. */
const isClean = (path: string): boolean => path !== '' && !/\/\/|\/$|(^|\/)\./.test(path);

const longTarget = (item: TreeNode): string | undefined => stringOf(child(item, 'target'));

const sourceOf = (item: TreeNode): string | undefined =>
  stringOf(item) ?? stringOf(child(item, 'source'));

const prefixed = (folder: string, name: string | undefined): string | undefined =>
  name === undefined ? undefined : `${folder}${name}`;

const volumeTarget = (spec: string | undefined): string | undefined => {
  const volume = spec === undefined ? undefined : parseVolume(spec);
  return volume === undefined || 'error' in volume ? undefined : volume.target;
};

const deviceTarget = (spec: string | undefined): string | undefined => {
  const [source, target = source] = spec?.split(':') ?? [];
  return target;
};
