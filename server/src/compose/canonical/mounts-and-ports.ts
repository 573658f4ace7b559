import { posix } from 'node:path';
import {
  boolNode,
  listNode,
  mapNode,
  numberNode,
  stringNode,
  stringOf,
  type MapNode,
  type TreeNode,
} from '../yaml/tree.ts';
import { parsePort, type ShortPort } from './port.ts';
import type { Apply } from './transforms.ts';
import { parseVolume } from './volume.ts';

export const volumeMount: Apply = (node, path, { report, interpolated }) => {
  const text = stringOf(node);
  if (text === undefined) return node;
  const volume = parseVolume(text);
  if ('error' in volume) {
    if (interpolated) {
      report.at(node.origin, 'volume-syntax', volume.error, {
        path,
        node,
        hint: 'Write source:target, source:target:options, or the long form.',
      });
    }
    return node;
  }
  const { origin } = node;
  const entries: [string, TreeNode][] = [['type', stringNode(volume.type, origin)]];
  if (volume.source !== undefined) entries.push(['source', stringNode(volume.source, origin)]);
  entries.push(['target', stringNode(cleanTarget(volume.target), origin)]);
  if (volume.readOnly) entries.push(['read_only', boolNode(true, origin)]);
  const bind: [string, TreeNode][] = [];
  if (volume.selinux !== undefined) bind.push(['selinux', stringNode(volume.selinux, origin)]);
  if (volume.propagation !== undefined) {
    bind.push(['propagation', stringNode(volume.propagation, origin)]);
  }
  // A folder that is not there is made, as it always was with the short form.
  if (volume.type === 'bind') bind.push(['create_host_path', boolNode(true, origin)]);
  if (bind.length > 0) entries.push(['bind', mapNode(origin, bind)]);
  const named = volume.type === 'volume' && text.length > 2;
  if (named || volume.nocopy) {
    const nocopy: [string, TreeNode][] = volume.nocopy ? [['nocopy', boolNode(true, origin)]] : [];
    entries.push(['volume', mapNode(origin, nocopy)]);
  }
  return mapNode(origin, entries);
};

/** As Go's `path.Clean`: no double slashes, no dots, no slash at the end. */
export const cleanTarget = (target: string): string => {
  if (target === '') return '';
  const clean = posix.normalize(target);
  return clean.length > 1 && clean.endsWith('/') ? clean.slice(0, -1) : clean;
};

export const ports: Apply = (node, path, { report, interpolated }, key) => {
  if (node.kind !== 'list') return node;
  const items: TreeNode[] = [];
  for (const [index, item] of node.items.entries()) {
    if (item.kind === 'map' || item.broken === true) {
      items.push(item);
      continue;
    }
    if (item.kind === 'list' || (item.type !== 'int' && item.type !== 'string')) {
      const type = item.kind === 'scalar' && item.type === 'float' ? 'float64' : 'value';
      report.at(
        key ?? item.origin,
        'port-type',
        `${path.join('.')}: invalid type ${type} for port`,
        {
          path: [...path, index],
          node: item,
          hint: 'Put the port in quotes.',
          related: [{ message: 'this item', origin: item.origin }],
        },
      );
      items.push(item);
      continue;
    }
    const parsed = parsePort(item.text);
    if (!('error' in parsed)) {
      items.push(...parsed.map((port) => portNode(port, item)));
    } else if (!interpolated) {
      return node;
    } else {
      report.at(item.origin, 'port-syntax', parsed.error, {
        path: [...path, index],
        node: item,
        hint: 'Write "host:container", "container", or a range such as "8000-8010:8000-8010".',
      });
      items.push(item);
    }
  }
  return listNode(node.origin, items);
};

const portNode = (port: ShortPort, { origin }: TreeNode): MapNode => {
  const entries: [string, TreeNode][] = [['mode', stringNode('ingress', origin)]];
  if (port.hostIp !== undefined) entries.push(['host_ip', stringNode(port.hostIp, origin)]);
  entries.push(['target', numberNode(port.target, 'int', origin)]);
  if (port.published !== undefined) entries.push(['published', stringNode(port.published, origin)]);
  entries.push(['protocol', stringNode(port.protocol, origin)]);
  return mapNode(origin, entries);
};
