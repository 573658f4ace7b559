import { dirname, isAbsolute, join } from 'node:path';
import { omitBlank, toCanonical } from '../canonical/canonical.ts';
import { resolvePaths } from '../canonical/paths.ts';
import { mergeMaps, mergeNodes } from '../merge/merge.ts';
import { enforceUnique } from '../merge/unique.ts';
import type { Origin } from '../yaml/source.ts';
import {
  child,
  cloneNode,
  isNull,
  mapNode,
  stringOf,
  type Entry,
  type MapNode,
  type Path,
  type TreeNode,
} from '../yaml/tree.ts';
import type { ExtendedFile, LoadContext, Variables } from './context.ts';
import { openFile, readMappings } from './document.ts';
import { applyResets } from './reset.ts';

interface ExtendsScope {
  /** The file that the services stand in, for messages and against cycles. */
  readonly file: string;
  readonly services: Map<string, Entry>;
  readonly resets: readonly Path[];
}

interface Link {
  readonly file: string;
  readonly service: string;
}

interface ExtendsContext extends LoadContext {
  readonly variables: Variables;
}

/** Replaces every service that extends another by the two merged. */
export const applyExtends = async (
  root: MapNode,
  file: string,
  resets: readonly Path[],
  context: ExtendsContext,
): Promise<void> => {
  const entry = root.entries.get('services');
  if (entry === undefined) return;
  const { key, value: services } = entry;
  if (services.kind !== 'map') {
    // Merged with those of other files, nothing would be no mistake any more.
    const at = { path: ['services'], node: services };
    context.report.at(key, 'schema', 'services must be a mapping', at);
    return;
  }
  const scope: ExtendsScope = { file, services: services.entries, resets };
  for (const name of [...services.entries.keys()]) await extendService(name, scope, [], context);
};

/** The service with all that it extends, or `undefined` when it is no mapping. */
const extendService = async (
  name: string,
  scope: ExtendsScope,
  trail: readonly Link[],
  context: ExtendsContext,
): Promise<MapNode | undefined> => {
  const entry = scope.services.get(name);
  const service = entry?.value;
  if (entry === undefined || service?.kind !== 'map') return undefined;
  const reference = readReference(name, service, context);
  if (reference === undefined) return service;
  service.entries.delete('extends');
  const target = await findTarget(name, reference, scope, context);
  if (target === undefined) return service;
  const here: Link = { file: scope.file, service: name };
  const next = [...trail, here];
  const base = { file: target.file, service: reference.service };
  if (next.some((link) => link.file === base.file && link.service === base.service)) {
    reportCycle(reference.at, [...next, base], context);
    return service;
  }
  const parent = await extendService(reference.service, target, next, context);
  if (parent === undefined) return service;
  const copy = cloneNode(parent);
  if (copy.kind !== 'map') return service;
  applyResets(wrap(name, copy), scope.resets);
  const merged = mergeMaps(copy, service, ['services', name], context);
  merged.origin = service.origin;
  entry.value = merged;
  return merged;
};

const wrap = (name: string, service: MapNode): MapNode =>
  mapNode(service.origin, [['services', mapNode(service.origin, [[name, service]])]]);

interface Reference {
  readonly service: string;
  readonly file?: string;
  readonly at: Origin;
  readonly fileAt?: Origin;
}

const readReference = (
  name: string,
  service: MapNode,
  { report }: ExtendsContext,
): Reference | undefined => {
  const entry = service.entries.get('extends');
  if (entry === undefined || isNull(entry.value)) return undefined;
  const short = stringOf(entry.value);
  if (short !== undefined) return { service: short, at: entry.value.origin };
  const target = child(entry.value, 'service');
  const targetName = stringOf(target);
  if (target === undefined || targetName === undefined) {
    report.at(entry.key, 'extends-service-required', `extends.${name}.service is required`, {
      path: ['services', name, 'extends'],
      node: entry.value,
    });
    return undefined;
  }
  const file = child(entry.value, 'file');
  const path = stringOf(file);
  return {
    service: targetName,
    at: target.origin,
    ...(path !== undefined && file !== undefined && { file: path, fileAt: file.origin }),
  };
};

const findTarget = async (
  name: string,
  reference: Reference,
  scope: ExtendsScope,
  context: ExtendsContext,
): Promise<ExtendsScope | undefined> => {
  const { report } = context;
  const path = ['services', name, 'extends'];
  const cannot = `cannot extend service "${name}" in ${scope.file}`;
  if (reference.file === undefined) {
    if (scope.services.has(reference.service)) return scope;
    report.at(
      reference.at,
      'extends-missing-service',
      `${cannot}: service "${reference.service}" not found`,
      { path },
    );
    return undefined;
  }
  const file = isAbsolute(reference.file)
    ? reference.file
    : join(dirname(scope.file), reference.file);
  const loaded = await loadExtended(file, reference.fileAt ?? reference.at, context);
  if (loaded === undefined) return undefined;
  if (typeof loaded.services === 'string') {
    const reason =
      loaded.services === 'none' ? 'no services section' : 'services must be a mapping';
    report.at(
      reference.fileAt ?? reference.at,
      'extends-no-services',
      `cannot extend service "${name}" in ${file}: ${reason}`,
      { path },
    );
    return undefined;
  }
  if (!loaded.services.has(reference.service)) {
    report.at(
      reference.at,
      'extends-missing-service',
      `${cannot}: service "${reference.service}" not found in ${reference.file}`,
      { path },
    );
    return undefined;
  }
  return { file, services: loaded.services, resets: loaded.resets };
};

const loadExtended = (
  file: string,
  at: Origin,
  context: ExtendsContext,
): Promise<ExtendedFile | undefined> => {
  const known = context.extended.get(file);
  if (known !== undefined) return known;
  const loading = readExtended(file, at, context);
  context.extended.set(file, loading);
  return loading;
};

const readExtended = async (
  file: string,
  at: Origin,
  context: ExtendsContext,
): Promise<ExtendedFile | undefined> => {
  const opened = await openFile(file, context);
  if ('error' in opened) {
    context.report.at(at, 'extends-missing-file', opened.error);
    return undefined;
  }
  const origin = { source: opened.source, start: 0, end: 1 };
  let root: TreeNode = mapNode(origin);
  const resets: Path[] = [];
  for (const document of readMappings(opened, context.variables, context)) {
    applyResets(root, document.resets);
    resets.push(...document.resets);
    root = mergeNodes(root, document.root, [], context);
    enforceUnique(root);
    root = toCanonical(root, context);
    omitBlank(root);
  }
  resolvePaths(root, { ...context, base: dirname(file) });
  const services = child(root, 'services');
  return {
    services:
      services === undefined ? 'none' : services.kind === 'map' ? services.entries : 'no-mapping',
    origin,
    resets,
  };
};

const reportCycle = (at: Origin, trail: readonly Link[], { report }: ExtendsContext): void => {
  const [first, ...rest] = trail;
  if (first === undefined) return;
  const lines = [
    'Circular reference:',
    `  ${first.service} in ${first.file}`,
    ...rest.map(({ service, file }) => `  extends ${service} in ${file}`),
  ];
  const drawn = trail.map(({ service }) => service).join(' → ');
  report.at(at, 'extends-cycle', lines.join('\n'), {
    hint: `Break ${drawn}: remove one \`extends\`.`,
  });
};
