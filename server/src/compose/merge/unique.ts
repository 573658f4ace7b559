import { PathTable, type PathCursor } from '../path-table.ts';
import type { Report } from '../report.ts';
import { parseVolume } from '../canonical/volume.ts';
import { child, stringOf, type Path, type TreeNode } from '../yaml/tree.ts';

/** What an item of a list is known by, or why it cannot be known. */
type Index = (item: TreeNode, path: () => Path) => string | undefined | { readonly error: string };

const textOf = (node: TreeNode | undefined): string | undefined =>
  node?.kind === 'scalar' ? node.text : undefined;

/** `services.web.ports.[0]`, as the reference writes it. */
const dotted = (path: Path): string =>
  path.map((part) => (typeof part === 'number' ? `[${part}]` : part)).join('.');

const goTypes = { string: 'string', int: 'int', float: 'float64', bool: 'bool', null: '<nil>' };

const byKey: Index = (item, path) => {
  const text = stringOf(item);
  if (text !== undefined) return text.split('=')[0] ?? text;
  const type =
    item.kind === 'scalar'
      ? goTypes[item.type]
      : item.kind === 'map'
        ? 'map[string]interface {}'
        : '[]interface {}';
  return { error: `${dotted(path())}: unexpected type ${type}` };
};

const byMountTarget: Index = (item, path) => {
  if (item.kind === 'map') {
    return (
      stringOf(child(item, 'target')) ?? {
        error: `service volume ${dotted(path())} is missing a mount target`,
      }
    );
  }
  const text = stringOf(item);
  if (text === undefined) return undefined;
  const volume = parseVolume(text);
  return 'error' in volume ? { error: volume.error } : volume.target;
};

const byDeviceTarget: Index = (item, path) => {
  if (item.kind === 'map') {
    return (
      stringOf(child(item, 'target')) ?? {
        error: `service device ${dotted(path())} is missing a mount target`,
      }
    );
  }
  const parts = stringOf(item)?.split(':');
  return parts?.[1] ?? parts?.[0];
};

const byFileTarget =
  (folder: string): Index =>
  (item) => {
    if (item.kind === 'map') {
      const target = textOf(child(item, 'target'));
      return target ?? `${folder}/${textOf(child(item, 'source')) ?? ''}`;
    }
    return `${folder}/${textOf(item) ?? ''}`;
  };

const byPort: Index = (item, path) => {
  if (item.kind !== 'map') return textOf(item);
  const target = child(item, 'target');
  if (target === undefined) {
    return { error: `service ports ${dotted(path())} is missing a target port` };
  }
  const host = textOf(child(item, 'host_ip')) ?? '0.0.0.0';
  const published = textOf(child(item, 'published')) ?? '';
  const protocol = textOf(child(item, 'protocol')) ?? 'tcp';
  return `${host}:${published}:${textOf(target) ?? ''}/${protocol}`;
};

const byFile: Index = (item, path) => {
  if (item.kind !== 'map') return textOf(item);
  return (
    textOf(child(item, 'path')) ?? {
      error: `environment path attribute ${dotted(path())} is missing`,
    }
  );
};

const byText: Index = (item, path) =>
  item.kind === 'scalar' && (item.type === 'string' || item.type === 'int')
    ? item.text
    : { error: `${dotted(path())}: unsupported expose value ${textOf(item) ?? ''}` };

const indexes = new PathTable<Index>({
  'networks.*.labels': byKey,
  'networks.*.ipam.options': byKey,
  'services.*.annotations': byKey,
  'services.*.build.args': byKey,
  'services.*.build.additional_contexts': byKey,
  'services.*.build.tags': byKey,
  'services.*.build.labels': byKey,
  'services.*.cap_add': byKey,
  'services.*.cap_drop': byKey,
  'services.*.devices': byDeviceTarget,
  'services.*.configs': byFileTarget(''),
  'services.*.deploy.labels': byKey,
  'services.*.dns': byKey,
  'services.*.dns_opt': byKey,
  'services.*.dns_search': byKey,
  'services.*.environment': byKey,
  'services.*.env_file': byFile,
  'services.*.expose': byText,
  'services.*.labels': byKey,
  'services.*.links': byKey,
  'services.*.networks.*.aliases': byKey,
  'services.*.networks.*.link_local_ips': byKey,
  'services.*.ports': byPort,
  'services.*.profiles': byKey,
  'services.*.secrets': byFileTarget('/run/secrets'),
  'services.*.sysctls': byKey,
  'services.*.tmpfs': byKey,
  'services.*.volumes': byMountTarget,
});

/** An item of which nobody can say what it sets. */
export interface UnclearItem {
  readonly item: TreeNode;
  readonly path: Path;
  readonly error: string;
}

/**
 * Of list items that set the same thing the last one wins, in the place of the first. Answers with
 * those that cannot be told apart.
 */
export const enforceUnique = (node: TreeNode): readonly UnclearItem[] => {
  const unclear: UnclearItem[] = [];
  walk(node, [], indexes.root, unclear);
  return unclear;
};

export const reportUnclear = (unclear: readonly UnclearItem[], report: Report): void => {
  for (const { item, path, error } of unclear)
    report.at(item.origin, 'invalid-item', error, { path, node: item });
};

/** @param path where the walk is: one array for all, as most items have nothing wrong with them */
const walk = (
  node: TreeNode,
  path: (string | number)[],
  cursor: PathCursor<Index>,
  unclear: UnclearItem[],
): void => {
  if (node.kind === 'map') {
    cursor.each(node.entries, ({ value }, key, next) => {
      path.push(key);
      walk(value, path, next, unclear);
      path.pop();
    });
    return;
  }
  if (node.kind !== 'list' || cursor.value === undefined) return;
  const index = cursor.value;
  const places = new Map<string, number>();
  const kept: TreeNode[] = [];
  for (const item of node.items) {
    const place = (): Path => [...path, kept.length];
    const key = index(item, place);
    if (typeof key === 'object') {
      unclear.push({ item, path: place(), error: key.error });
      kept.push(item);
      continue;
    }
    const first = key === undefined ? undefined : places.get(key);
    if (first !== undefined) {
      kept[first] = item;
    } else {
      if (key !== undefined) places.set(key, kept.length);
      kept.push(item);
    }
  }
  node.items = kept;
};
