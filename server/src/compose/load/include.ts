import { basename, dirname, isAbsolute, join } from 'node:path';
import { mergeNodes } from '../merge/merge.ts';
import type { Origin } from '../yaml/source.ts';
import {
  child,
  isNull,
  itemsOf,
  mapNode,
  sameValue,
  setChild,
  stringOf,
  type Entry,
  type MapNode,
  type TreeNode,
} from '../yaml/tree.ts';
import type { LoadContext, Variables } from './context.ts';
import { readEnvFiles } from './env-files.ts';
import type { ModelRequest } from './model.ts';

type ReadModel = (request: ModelRequest, context: LoadContext) => Promise<MapNode>;

/** A file that is included by many, each included by many, adds up quickly. */
const maxIncludes = 500;
/** All that a file brings along is gone through again by each that includes it. */
const maxDepth = 50;

const sections = ['services', 'volumes', 'networks', 'secrets', 'configs', 'models'] as const;

/** Loads every included project and adds what it declares; what stands here already wins. */
export const applyInclude = async (
  root: MapNode,
  request: ModelRequest,
  context: LoadContext,
  readModel: ReadModel,
): Promise<void> => {
  const entry = root.entries.get('include');
  if (entry === undefined) return;
  root.entries.delete('include');
  if (isNull(entry.value)) return;
  if (entry.value.kind !== 'list') {
    const got = entry.value.kind === 'scalar' ? entry.value.text : 'a mapping';
    context.report.at(entry.key, 'include-list', `\`include\` must be a list, got ${got}`, {
      path: ['include'],
      node: entry.value,
      hint: 'Write `include:` with a list below it: `- other.yaml`.',
    });
    return;
  }
  for (const item of entry.value.items) {
    context.includes.count += 1;
    const excess = excessOf(request, context);
    if (excess !== undefined) {
      context.report.at(entry.key, 'include-limit', excess, { path: ['include'] });
      return;
    }
    if (isUnclear(item, context)) continue;
    const nested = await planInclude(item, entry.key, request, context);
    if (nested !== undefined) importAll(await readModel(nested, context), root, context);
  }
};

const isText = (node: TreeNode): boolean =>
  isNull(node) || (node.kind === 'scalar' && node.type === 'string');
const isTextOrList = (node: TreeNode): boolean =>
  isText(node) ||
  (node.kind === 'list' && node.items.every((item) => !isNull(item) && isText(item)));

/** What the attributes of an item may be; others are passed over. */
const forms: Readonly<
  Record<string, { readonly holds: (node: TreeNode) => boolean; readonly wanted: string }>
> = {
  path: { holds: isTextOrList, wanted: 'a path or a list of paths' },
  env_file: { holds: isTextOrList, wanted: 'a path or a list of paths' },
  project_directory: { holds: ({ kind }) => kind === 'scalar', wanted: 'a path' },
};

/** Reports an item that says nothing of what is to be included. */
const isUnclear = (item: TreeNode, { report }: LoadContext): boolean => {
  if (item.kind !== 'map') {
    if (isText(item)) return false;
    report.at(item.origin, 'include-item', 'an item of `include` must be a path or a mapping', {
      path: ['include'],
      node: item,
      hint: 'Write `- other.yaml`, or `- path: other.yaml`.',
    });
    return true;
  }
  let unclear = false;
  for (const [name, { holds, wanted }] of Object.entries(forms)) {
    const entry = item.entries.get(name);
    if (entry === undefined || holds(entry.value)) continue;
    report.at(entry.key, 'include-item', `include: \`${name}\` must be ${wanted}`, {
      path: ['include', name],
      node: entry.value,
    });
    unclear = true;
  }
  return unclear;
};

const excessOf = ({ included }: ModelRequest, { includes }: LoadContext): string | undefined => {
  if (includes.count > maxIncludes) return `more than ${maxIncludes} files are included`;
  return included.length > maxDepth
    ? `files include each other more than ${maxDepth} levels deep`
    : undefined;
};

const textsOf = (node: TreeNode | undefined): readonly { text: string; origin: Origin }[] => {
  const nodes = node?.kind === 'list' ? itemsOf(node) : node === undefined ? [] : [node];
  return nodes.flatMap((each) => {
    const text = stringOf(each);
    // A date is a thing with attributes to the reference, none of which it knows.
    const isDate = each.kind === 'scalar' && each.timestamp === true;
    return text === undefined || isDate ? [] : [{ text, origin: each.origin }];
  });
};

const planInclude = async (
  item: TreeNode,
  includeKey: Origin,
  request: ModelRequest,
  context: LoadContext,
): Promise<ModelRequest | undefined> => {
  const paths = textsOf(item.kind === 'map' ? child(item, 'path') : item);
  const [first] = paths;
  if (first === undefined) return undefined;
  const absolute = (path: string): string =>
    isAbsolute(path) ? path : join(request.workingDir, path);
  const main = absolute(first.text);
  const directory = stringOf(child(item, 'project_directory'));
  const workingDir =
    directory === undefined || directory === '' ? dirname(main) : absolute(directory);
  const files = paths.map(({ text, origin }) => ({ path: absolute(text), namedAt: origin }));
  const again = files.find(({ path }) => request.included.includes(path));
  if (again !== undefined) {
    const trail = [...request.included, again.path].join('\n include ');
    const drawn = [...request.included, again.path].map((path) => basename(path)).join(' → ');
    context.report.at(includeKey, 'include-cycle', `include cycle detected:\n${trail}`, {
      path: ['include'],
      hint: `Break ${drawn}: remove one of these includes.`,
    });
    return undefined;
  }
  const variables = await includeVariables(item, workingDir, request, context);
  return {
    workingDir,
    files,
    variables,
    included: request.included,
  };
};

/** The including project's variables, and below them the included one's own. */
const includeVariables = async (
  item: TreeNode,
  workingDir: string,
  request: ModelRequest,
  context: LoadContext,
): Promise<Variables> => {
  const named = textsOf(child(item, 'env_file'));
  const files =
    named.length === 0
      ? [{ path: join(workingDir, '.env'), optional: true }]
      : named.map(({ text, origin }) => ({
          path: isAbsolute(text) ? text : join(request.workingDir, text),
          namedAt: origin,
          optional: false,
        }));
  const own = await readEnvFiles(files, request.variables, context, {
    missingCode: 'include-env-file-missing',
  });
  return { ...own, ...request.variables };
};

const importAll = (imported: MapNode, target: MapNode, context: LoadContext): void => {
  for (const section of sections) {
    const from = child(imported, section);
    if (from?.kind !== 'map') continue;
    const to = child(target, section) ?? mapNode(from.origin);
    if (to.kind !== 'map') continue;
    for (const [name, entry] of from.entries) importOne(section, name, entry, to, context);
    setChild(target, section, to);
  }
};

const importOne = (
  section: string,
  name: string,
  entry: Entry,
  to: MapNode,
  context: LoadContext,
): void => {
  const local = to.entries.get(name);
  if (local === undefined) {
    to.entries.set(name, entry);
    return;
  }
  if (sameValue(local.value, entry.value)) return;
  // Compose up to 2.40 refuses this; newer ones merge, and what stands here wins.
  context.report.at(
    local.key,
    'include-conflict',
    `${section}.${name} conflicts with imported resource`,
    {
      severity: 'warning',
      path: [section, name],
      hint: 'Older versions of Compose refuse this; use an override file in the include entry.',
      related: [{ message: 'the imported one', origin: entry.key }],
    },
  );
  local.value = mergeNodes(entry.value, local.value, [section, name], context);
};
