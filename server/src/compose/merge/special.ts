import { PathTable } from '../path-table.ts';
import {
  boolNode,
  child,
  cloneNode,
  listNode,
  mapNode,
  nullNode,
  stringNode,
  stringOf,
  type ListNode,
  type MapNode,
  type Path,
  type TreeNode,
} from '../yaml/tree.ts';
import { mergeMaps, mergePlain, type MergeContext } from './merge.ts';

export type Merge = (base: TreeNode, over: TreeNode, path: Path, context: MergeContext) => TreeNode;

const replace: Merge = (_base, over) => over;

/** `KEY: value` mappings and `KEY=value` lists become one list; `unique.ts` lets the last one win. */
const toList: Merge = (base, over) => {
  const before = asList(base);
  return listNode(over.origin, [...before.items, ...asList(over).items]);
};

export const asList = (node: TreeNode): ListNode => {
  if (node.kind === 'list') return node;
  if (node.kind === 'scalar') {
    return listNode(node.origin, stringOf(node) === undefined ? [] : [node]);
  }
  const items: TreeNode[] = [];
  for (const [key, { key: origin, value }] of node.entries) {
    const values = value.kind === 'list' ? value.items : [value];
    for (const each of values) {
      const isSet = each.kind !== 'scalar' || each.value !== null;
      const item = stringNode(isSet ? `${key}=${textOf(each)}` : key, origin);
      if (value.broken === true || each.broken === true || each.kind !== 'scalar') {
        item.broken = true;
      }
      items.push(item);
    }
  }
  // Compose sorts them, so that the same mapping gives the same list.
  return listNode(
    node.origin,
    items.sort((a, b) => (textOf(a) < textOf(b) ? -1 : 1)),
  );
};

const textOf = (node: TreeNode): string => (node.kind === 'scalar' ? node.text : '');

/** Lists of names become mappings whose values `make` gives. */
const asMapping = (node: TreeNode, make: (item: TreeNode) => TreeNode): MapNode | undefined => {
  if (node.kind === 'map') return node;
  if (node.kind !== 'list') return undefined;
  return mapNode(
    node.origin,
    node.items.map((item) => [textOf(item), make(item)] as const),
  );
};

const byName =
  (make: (item: TreeNode) => TreeNode): Merge =>
  (base, over, path, context) => {
    const left = asMapping(base, make);
    const right = asMapping(over, make);
    if (left === undefined) return over;
    if (right !== undefined) return mergeMaps(left, right, path, context);
    // The reference passes over it in silence.
    context.report.at(over.origin, 'override-ignored', `${path.join('.')} is ignored: no list`, {
      severity: 'warning',
      path,
      hint: 'Write a list or a mapping.',
    });
    return left;
  };

const dependency = ({ origin }: TreeNode): TreeNode =>
  mapNode(origin, [
    ['condition', stringNode('service_started', origin)],
    ['required', boolNode(true, origin)],
  ]);

const build: Merge = (base, over, path, context) => {
  const left = asBuild(base);
  const right = asBuild(over);
  if (left === undefined || right === undefined) return mergePlain(base, over, path, context);
  return mergeMaps(left, right, path, context);
};

const asBuild = (node: TreeNode): MapNode | undefined => {
  if (node.kind === 'map') return node;
  return stringOf(node) === undefined ? undefined : mapNode(node.origin, [['context', node]]);
};

/** Options of one driver mean nothing to another. */
const logging: Merge = (base, over, path, context) => {
  if (base.kind !== 'map' || over.kind !== 'map') return mergePlain(base, over, path, context);
  const before = stringOf(child(base, 'driver'));
  const after = stringOf(child(over, 'driver'));
  const same = before === after || before === undefined || after === undefined;
  return same ? mergeMaps(base, over, path, context) : over;
};

const extraHosts: Merge = (base, over) => {
  const before = asList(base);
  const known = new Set(before.items.map(textOf));
  const added = asList(over).items.filter((item) => !known.has(textOf(item)));
  return listNode(over.origin, [...before.items, ...added]);
};

const ipamConfig: Merge = (base, over, path, context) => {
  if (base.kind !== 'list' || over.kind !== 'list') return mergePlain(base, over, path, context);
  const subnet = (node: TreeNode): string | undefined => stringOf(child(node, 'subnet'));
  const result: TreeNode[] = [];
  const put = (node: TreeNode): void => {
    const index = result.findIndex((other) => subnet(other) === subnet(node));
    if (index === -1) result.push(node);
    else result[index] = node;
  };
  for (const original of base.items) {
    for (const override of over.items) {
      const known = result.some((other) => subnet(other) === subnet(override));
      if (subnet(original) !== subnet(override) && !known) result.push(override);
      else if (original.kind === 'map' && override.kind === 'map') {
        const added = cloneNode(override);
        put(added.kind === 'map' ? mergeMaps(original, added, path, context) : original);
      }
    }
  }
  return listNode(over.origin, result);
};

/** Source: compose-spec, "Merge Compose files"; compose-go `override`. */
export const specialMerges = new PathTable<Merge>({
  'networks.*.ipam.config': ipamConfig,
  'networks.*.labels': toList,
  'volumes.*.labels': toList,
  'services.*.annotations': toList,
  'services.*.build': build,
  'services.*.build.args': toList,
  'services.*.build.additional_contexts': toList,
  'services.*.build.extra_hosts': extraHosts,
  'services.*.build.labels': toList,
  'services.*.command': replace,
  'services.*.depends_on': byName(dependency),
  'services.*.deploy.labels': toList,
  'services.*.dns': toList,
  'services.*.dns_opt': toList,
  'services.*.dns_search': toList,
  'services.*.entrypoint': replace,
  'services.*.env_file': toList,
  'services.*.label_file': toList,
  'services.*.environment': toList,
  'services.*.extra_hosts': extraHosts,
  'services.*.healthcheck.test': replace,
  'services.*.labels': toList,
  'services.*.logging': logging,
  'services.*.models': byName(({ origin }) => nullNode(origin)),
  'services.*.networks': byName(({ origin }) => nullNode(origin)),
  'services.*.sysctls': toList,
  'services.*.tmpfs': toList,
  'services.*.ulimits.*': replace,
});
