import { isAbsolute, join } from 'node:path';
import { PathTable, type PathCursor } from '../path-table.ts';
import type { Report } from '../report.ts';
import { child, setChild, stringNode, stringOf, type Path, type TreeNode } from '../yaml/tree.ts';

export interface PathContext {
  /** Absolute. */
  readonly base: string;
  /** What `~` stands for. */
  readonly home: string | undefined;
  readonly report: Report;
}

type Resolve = (node: TreeNode, context: PathContext, path: Path) => TreeNode;

const expandHome = (path: string, home: string | undefined): string =>
  path.startsWith('~') && home !== undefined ? join(home, path.slice(1)) : path;

const clean = (path: string): string =>
  path.length > 1 && path.endsWith('/') ? path.slice(0, -1) : path;

/** Windows' absolute paths count as absolute everywhere: the engine may run there. */
const isWindowsAbsolute = (path: string): boolean =>
  /^[a-zA-Z]:[\\/]/.test(path) || /^[\\/]{2}[^\\/]/.test(path);

const rewrite = (node: TreeNode, change: (text: string) => string): TreeNode => {
  const text = stringOf(node);
  if (text === undefined) return node;
  const changed = change(text);
  return changed === text
    ? node
    : { ...stringNode(changed, node.origin), broken: node.broken ?? false };
};

export const absolutePath = (path: string, { base, home }: PathContext): string => {
  const expanded = expandHome(path, home);
  if (expanded === '' || isAbsolute(expanded)) return expanded;
  return clean(join(base, expanded));
};

const local: Resolve = (node, context) => rewrite(node, (text) => absolutePath(text, context));

const maybeUnix: Resolve = (node, context) =>
  rewrite(node, (text) => {
    const expanded = expandHome(text, context.home);
    if (expanded.startsWith('/') || isWindowsAbsolute(expanded)) return expanded;
    return clean(join(context.base, expanded));
  });

const remotes = ['https://', 'http://', 'git://', 'ssh://', 'github.com/', 'git@'];

const buildContext: Resolve = (node, context) =>
  rewrite(node, (text) =>
    text.includes('://') ||
    text.startsWith('service:') ||
    remotes.some((prefix) => text.startsWith(prefix))
      ? text
      : absolutePath(text, context),
  );

const mount: Resolve = (node, context, path) => {
  if (node.kind !== 'map' || stringOf(child(node, 'type')) !== 'bind') return node;
  const source = child(node, 'source');
  if (source === undefined) {
    context.report.at(
      node.origin,
      'bind-source',
      'invalid mount config for type "bind": field Source must not be empty',
      { path, node },
    );
    return node;
  }
  setChild(node, 'source', maybeUnix(source, context, path));
  return node;
};

/** A named volume of the local driver may be a bind mount in disguise. */
const driverOptions: Resolve = (node, context, path) => {
  const options = child(node, 'driver_opts');
  const device = child(options, 'device');
  if (
    stringOf(child(node, 'driver')) === 'local' &&
    options?.kind === 'map' &&
    stringOf(child(options, 'o')) === 'bind' &&
    device !== undefined
  ) {
    setChild(options, 'device', maybeUnix(device, context, path));
  }
  return node;
};

const resolvers = new PathTable<Resolve>({
  'services.*.build.context': buildContext,
  'services.*.build.additional_contexts.*': buildContext,
  'services.*.build.ssh.*': maybeUnix,
  'services.*.env_file.*.path': local,
  'services.*.label_file.*': local,
  'services.*.extends.file': local,
  'services.*.develop.watch.*.path': local,
  'services.*.volumes.*': mount,
  'configs.*.file': maybeUnix,
  'secrets.*.file': maybeUnix,
  'volumes.*': driverOptions,
});

/** Makes relative paths absolute. Source: compose-go `paths`. */
export const resolvePaths = (root: TreeNode, context: PathContext): TreeNode =>
  resolveAt(root, context, [], resolvers.root);

const resolveAt = (
  node: TreeNode,
  context: PathContext,
  path: Path,
  cursor: PathCursor<Resolve>,
): TreeNode => {
  if (cursor.value !== undefined) return cursor.value(node, context, path);
  if (node.kind === 'list') {
    node.items = node.items.map((item, index) => {
      const next = cursor.step(index);
      return next === undefined ? item : resolveAt(item, context, [...path, index], next);
    });
  } else if (node.kind === 'map') {
    cursor.each(node.entries, (entry, key, next) => {
      entry.value = resolveAt(entry.value, context, [...path, key], next);
    });
  }
  return node;
};
