import { serviceAttributes } from '../decode/service.ts';
import type { ComposeService } from '../model.ts';
import { child, itemsOf, setOwn, stringOf, type MapNode, type TreeNode } from '../yaml/tree.ts';
import type { Source } from '../yaml/source.ts';
import { readSource, type LoadContext, type Variables } from './context.ts';
import { readInto, reportEnvFile } from './env-files.ts';
import { own } from './environment.ts';

/** What names files; a service without them is what it is. */
const filed = ['env_file', 'label_file'] as const;

/** A service with what its env and label files say; what the service says itself wins. */
export const withFiles = async (
  service: ComposeService,
  node: TreeNode | undefined,
  variables: Variables,
  context: LoadContext,
): Promise<ComposeService> => {
  if (node?.kind !== 'map' || !filed.some((key) => node.entries.has(key))) return service;
  const environment = await readEnvironment(service, node, variables, context);
  const labels = await readLabels(service, node, context);
  const more = {
    ...(environment !== undefined && { environment }),
    ...(labels !== undefined && { labels }),
  };
  const complete = { ...service, ...more };
  // What was there before has kept its place.
  return Object.keys(more).every((key) => key in service) ? complete : inOrder(complete);
};

const places = new Map(serviceAttributes.map((key, place) => [key, place]));

/** The order of attributes is part of a service's hash. */
const inOrder = (service: ComposeService): ComposeService => {
  const place = (key: string): number => places.get(key) ?? serviceAttributes.length;
  // The same entries make the same type.
  return Object.fromEntries(
    Object.entries(service).sort(([a], [b]) => place(a) - place(b)),
  ) as unknown as ComposeService;
};

const readEnvironment = async (
  service: ComposeService,
  node: MapNode,
  variables: Variables,
  context: LoadContext,
): Promise<Record<string, string | null> | undefined> => {
  const own_ = service.environment ?? {};
  const into = new Map<string, string>();
  for (const [key, value] of Object.entries(own_)) if (value !== null) into.set(key, value);
  const lookup = (name: string): string | undefined =>
    own(variables, name) ?? (Object.hasOwn(own_, name) ? (own_[name] ?? undefined) : undefined);
  for (const item of itemsOf(child(node, 'env_file'))) {
    await readServiceEnvFile(item, into, lookup, context);
  }
  if (into.size === 0 && Object.keys(own_).length === 0) return undefined;
  const result: Record<string, string | null> = {};
  const all = new Map<string, string | null>([...into, ...Object.entries(own_)]);
  for (const key of [...all.keys()].sort()) setOwn(result, key, all.get(key));
  return result;
};

const readServiceEnvFile = async (
  item: TreeNode,
  into: Map<string, string>,
  lookup: (name: string) => string | undefined,
  context: LoadContext,
): Promise<void> => {
  const path = stringOf(child(item, 'path'));
  if (path === undefined || item.broken === true) return;
  const required = child(item, 'required');
  const format = stringOf(child(item, 'format'));
  const source = await readSource(context, path);
  if ('error' in source) {
    if (required?.kind === 'scalar' && /^(false|no|n|off)$/i.test(required.text)) return;
    const reason = source.error.endsWith('no such file or directory')
      ? `env file ${path} not found: ${source.error.replace(/^open/, 'stat')}`
      : source.error;
    context.report.at(item.origin, 'env-file-missing', reason, {
      node: item,
      hint: 'Create the file, or say `required: false` in the long form.',
    });
    return;
  }
  if (format !== undefined && format !== '' && format !== 'raw') {
    const message = `unsupported env_file format ${JSON.stringify(format)}`;
    context.report.at(child(item, 'format')?.origin ?? item.origin, 'env-file-format', message);
    return;
  }
  if (format === 'raw') readRaw(source, into, lookup, context);
  else readInto(source, into, lookup, context);
};

/** `KEY=value` lines, taken as they are. Source: docker/cli `kvfile`. */
const readRaw = (
  source: Source,
  into: Map<string, string>,
  lookup: (name: string) => string | undefined,
  context: LoadContext,
): void => {
  const lines = source.text.replace(/^\uFEFF/, '').split(/\r?\n/);
  for (const [index, line] of lines.entries()) {
    const text = line.replace(/^[ \t]+/, '');
    if (text === '' || text.startsWith('#')) continue;
    const equals = text.indexOf('=');
    const key = equals === -1 ? text : text.slice(0, equals);
    const error = wrongRawKey(key, text);
    if (error !== undefined) {
      reportEnvFile(source, { line: index + 1, message: error }, context);
      return;
    }
    const value = equals === -1 ? lookup(key) : text.slice(equals + 1);
    if (value !== undefined) into.set(key, value);
  }
};

const wrongRawKey = (key: string, line: string): string | undefined => {
  if (key === '') return `no variable name on line '${line}'`;
  return /[ \t]/.test(key) ? `variable '${key}' contains whitespaces` : undefined;
};

const readLabels = async (
  service: ComposeService,
  node: MapNode,
  context: LoadContext,
): Promise<Record<string, string> | undefined> => {
  const into = new Map<string, string>();
  for (const item of itemsOf(child(node, 'label_file'))) {
    const path = stringOf(item);
    if (path === undefined) continue;
    const source = await readSource(context, path);
    if ('error' in source) {
      context.report.at(
        item.origin,
        'label-file-missing',
        `label file ${path} not found: ${source.error.replace(/^open/, 'stat')}`,
        { node: item },
      );
    } else {
      readInto(source, into, () => undefined, context);
    }
  }
  if (into.size === 0) return undefined;
  return { ...Object.fromEntries(into), ...service.labels };
};
