import { PathTable } from '../path-table.ts';
import {
  boolNode,
  isNull,
  listNode,
  mapNode,
  nullNode,
  setChild,
  stringNode,
  stringOf,
  type Path,
  type TreeNode,
} from '../yaml/tree.ts';
import type { Origin } from '../yaml/source.ts';
import type { CanonicalContext } from './canonical.ts';
import { external } from './external.ts';
import { ports, volumeMount } from './mounts-and-ports.ts';

export type Apply = (
  node: TreeNode,
  path: Path,
  context: CanonicalContext,
  /** Where the key of the value stands. */
  key?: Origin,
) => TreeNode;

export interface TransformRow {
  readonly apply: Apply;
  /** Nothing inside the result is written short. */
  readonly final: boolean;
}

const textOf = (node: TreeNode): string => (node.kind === 'scalar' ? node.text : '');

const stringToList: Apply = (node) =>
  stringOf(node) === undefined ? node : listNode(node.origin, [node]);

/** `name` becomes `{ source: name }`. */
const stringToKey =
  (key: string): Apply =>
  (node) =>
    stringOf(node) === undefined ? node : mapNode(node.origin, [[key, node]]);

const listToMapping =
  (make: (item: TreeNode) => TreeNode): Apply =>
  (node) =>
    node.kind === 'list'
      ? mapNode(
          node.origin,
          node.items.map((item) => [textOf(item), make(item)] as const),
        )
      : node;

const dependsOn: Apply = (node) => {
  if (node.kind === 'list') {
    return listToMapping(({ origin }) => completeDependency(mapNode(origin)))(node, [], never);
  }
  if (node.kind === 'map') {
    for (const { value } of node.entries.values()) completeDependency(value);
  }
  return node;
};

const completeDependency = (node: TreeNode): TreeNode => {
  if (node.kind !== 'map') return node;
  if (!node.entries.has('condition')) {
    setChild(node, 'condition', stringNode('service_started', node.origin));
  }
  if (!node.entries.has('required')) setChild(node, 'required', boolNode(true, node.origin));
  return node;
};

const envFile: Apply = (node) => {
  const list = stringToList(node, [], never);
  if (list.kind !== 'list') return list;
  list.items = list.items.map((item) => {
    const file = stringToKey('path')(item, [], never);
    if (file.kind === 'map' && !file.entries.has('required')) {
      setChild(file, 'required', boolNode(true, file.origin));
    }
    return file;
  });
  return list;
};

const device: Apply = (node, path, { report, interpolated }) => {
  const text = stringOf(node);
  if (text === undefined) return node;
  const [source = '', target, permissions, ...more] = text.split(':');
  if (more.length > 0 && interpolated) {
    report.at(
      node.origin,
      'device-syntax',
      `confusing device mapping, please use long syntax: ${text}`,
      { path, node },
    );
    return node;
  }
  const at = (value: string): TreeNode => stringNode(value, node.origin);
  return mapNode(node.origin, [
    ['source', at(source)],
    ['target', at(target === undefined || target === '' ? source : target)],
    ['permissions', at(permissions ?? 'rwm')],
  ]);
};

const gpus: Apply = (node) => {
  if (stringOf(node) === undefined) return node;
  return listNode(node.origin, [mapNode(node.origin, [['count', stringNode('all', node.origin)]])]);
};

const keyValues: Apply = (node, path, { report, interpolated }) => {
  if (node.kind !== 'list') return node;
  const wrong = node.items.filter((item) => !textOf(item).includes('='));
  if (wrong.length > 0 && !interpolated) return node;
  for (const item of wrong) {
    report.at(
      item.origin,
      'key-value',
      `${path.join('.')}: invalid value ${textOf(item)}, expected key=value`,
      { path, node: item },
    );
  }
  return mapNode(
    node.origin,
    node.items.map((item) => {
      const text = textOf(item);
      const cut = text.indexOf('=');
      const value = cut === -1 ? '' : text.slice(cut + 1);
      return [cut === -1 ? text : text.slice(0, cut), stringNode(value, item.origin)] as const;
    }),
  );
};

const ssh: Apply = (node, path, { report }) => {
  if (node.kind !== 'list') return node;
  const entries: [string, TreeNode][] = [];
  for (const item of node.items) {
    const text = textOf(item);
    const cut = text.indexOf('=');
    if (cut === -1 && text !== 'default') {
      report.at(item.origin, 'ssh-key', `invalid ssh key ${JSON.stringify(text)}`, {
        path,
        node: item,
        hint: 'Write `default`, or `name=path`.',
      });
    }
    if (cut === -1) entries.push([text, nullNode(item.origin)]);
    else entries.push([text.slice(0, cut), stringNode(text.slice(cut + 1), item.origin)]);
  }
  return mapNode(node.origin, entries);
};

/** Numbers and booleans become text. */
const asText: Apply = (node) =>
  node.kind === 'scalar' && !isNull(node) ? stringNode(node.text, node.origin) : node;

const final = (apply: Apply): TransformRow => ({ apply, final: true });
const partial = (apply: Apply): TransformRow => ({ apply, final: false });

const never: CanonicalContext = {
  get report(): never {
    throw new Error('These forms cannot be wrong.');
  },
  interpolated: true,
};

/** Source: compose-go `transform`. */
export const transforms = new PathTable<TransformRow>({
  'services.*.build': partial(stringToKey('context')),
  'services.*.build.additional_contexts': final(keyValues),
  'services.*.build.provenance': final(asText),
  'services.*.build.sbom': final(asText),
  'services.*.build.secrets.*': final(stringToKey('source')),
  'services.*.build.ssh': final(ssh),
  'services.*.configs.*': final(stringToKey('source')),
  'services.*.depends_on': final(dependsOn),
  'services.*.develop.watch.*.ignore': final(stringToList),
  'services.*.develop.watch.*.include': final(stringToList),
  'services.*.devices.*': final(device),
  'services.*.dns': final(stringToList),
  'services.*.env_file': final(envFile),
  'services.*.extends': partial(stringToKey('service')),
  'services.*.gpus': partial(gpus),
  'services.*.label_file': final(stringToList),
  'services.*.models': final(listToMapping(({ origin }) => nullNode(origin))),
  'services.*.networks': final(listToMapping(({ origin }) => nullNode(origin))),
  'services.*.ports': final(ports),
  'services.*.secrets.*': final(stringToKey('source')),
  'services.*.volumes.*': final(volumeMount),
  'networks.*': partial(external),
  'volumes.*': partial(external),
  'secrets.*': partial(external),
  'configs.*': partial(external),
});
