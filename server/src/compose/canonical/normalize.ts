import { own } from '../load/environment.ts';
import type { Variables } from '../load/context.ts';
import {
  boolNode,
  child,
  entriesOf,
  isNull,
  itemsOf,
  listNode,
  mapNode,
  nullNode,
  setChild,
  stringNode,
  stringOf,
  type MapNode,
  type TreeNode,
} from '../yaml/tree.ts';
import { cleanTarget } from './mounts-and-ports.ts';

interface NormalizeOptions {
  readonly projectName: string;
  readonly variables: Variables;
}

/**
 * Writes out what Compose implies: the default network, dependencies that other attributes bring
 * along, names from keys. Source: compose-go `loader/normalize`.
 */
export const normalize = (model: MapNode, options: NormalizeOptions): void => {
  addDefaultNetwork(model);
  for (const [, { value: service }] of entriesOf(child(model, 'services'))) {
    if (service.kind === 'map') normalizeService(service, options.variables);
  }
  for (const section of ['networks', 'volumes', 'configs', 'secrets']) {
    nameResources(child(model, section), options.projectName);
  }
};

const addDefaultNetwork = (model: MapNode): void => {
  let used: TreeNode | undefined;
  for (const [, { key, value: service }] of entriesOf(child(model, 'services'))) {
    if (service.kind !== 'map') continue;
    if (service.entries.has('provider') || service.entries.has('network_mode')) continue;
    const networks = child(service, 'networks');
    if (
      networks === undefined ||
      isNull(networks) ||
      (networks.kind === 'map' && networks.entries.size === 0)
    ) {
      setChild(service, 'networks', mapNode(key, [['default', nullNode(key)]]));
      used ??= service;
    } else if (child(networks, 'default') !== undefined) {
      used ??= service;
    }
  }
  if (used === undefined) return;
  const networks = child(model, 'networks');
  const all = networks?.kind === 'map' ? networks : mapNode(used.origin);
  if (!all.entries.has('default')) setChild(all, 'default', nullNode(used.origin));
  setChild(model, 'networks', all);
};

const normalizeService = (service: MapNode, variables: Variables): void => {
  const pull = child(service, 'pull_policy');
  if (pull !== undefined && stringOf(pull) === 'if_not_present') {
    setChild(service, 'pull_policy', stringNode('missing', pull.origin));
  }
  const build = child(service, 'build');
  if (build?.kind === 'map') normalizeBuild(build, variables);
  resolveValues(service, 'environment', variables, true);
  addDependencies(service);
  for (const mount of itemsOf(child(service, 'volumes'))) {
    const target = child(mount, 'target');
    const text = stringOf(target);
    if (mount.kind === 'map' && target !== undefined && text !== undefined && text !== '') {
      setChild(mount, 'target', stringNode(cleanTarget(text), target.origin));
    }
  }
  const image = child(service, 'image');
  for (const hook of itemsOf(child(service, 'pre_start'))) {
    if (hook.kind === 'map' && image !== undefined && !hook.entries.has('image')) {
      setChild(hook, 'image', image);
    }
  }
};

const normalizeBuild = (build: MapNode, variables: Variables): void => {
  const isSet = (key: string): boolean => {
    const value = child(build, key);
    return value !== undefined && !isNull(value);
  };
  if (!isSet('context')) setChild(build, 'context', stringNode('.', build.origin));
  if (!isSet('dockerfile') && !isSet('dockerfile_inline')) {
    setChild(build, 'dockerfile', stringNode('Dockerfile', build.origin));
  }
  resolveValues(build, 'args', variables, false);
};

/** Entries without a value take that of the variable of their name, or go unless `keep`. */
const resolveValues = (node: MapNode, key: string, variables: Variables, keep: boolean): void => {
  const values = child(node, key);
  if (values?.kind === 'map') {
    for (const [name, entry] of values.entries) {
      if (!isNull(entry.value)) continue;
      const value = own(variables, name);
      if (value !== undefined) entry.value = stringNode(value, entry.value.origin);
      else if (!keep) values.entries.delete(name);
    }
  } else if (values?.kind === 'list') {
    const items = values.items.flatMap((item): TreeNode[] => {
      const text = stringOf(item);
      if (text === undefined || text.includes('=')) return [item];
      const value = own(variables, text);
      if (value !== undefined) return [stringNode(`${text}=${value}`, item.origin)];
      return keep ? [item] : [];
    });
    setChild(node, key, listNode(values.origin, items));
  }
};

const addDependencies = (service: MapNode): void => {
  const declared = child(service, 'depends_on');
  const dependencies = declared?.kind === 'map' ? declared : mapNode(service.origin);
  const add = (name: string, at: TreeNode, restart: boolean): void => {
    if (dependencies.entries.has(name)) return;
    const { origin } = at;
    setChild(
      dependencies,
      name,
      mapNode(origin, [
        ['condition', stringNode('service_started', origin)],
        ['restart', boolNode(restart, origin)],
        ['required', boolNode(true, origin)],
      ]),
    );
  };
  for (const link of itemsOf(child(service, 'links'))) {
    const text = stringOf(link) ?? '';
    const parts = text.split(':');
    add(parts.length === 2 ? (parts[0] ?? text) : text, link, true);
  }
  for (const key of ['network_mode', 'ipc', 'pid', 'uts', 'cgroup']) {
    const value = child(service, key);
    const text = stringOf(value);
    if (value !== undefined && text?.startsWith('service:') === true) {
      add(text.slice('service:'.length), value, true);
    }
  }
  for (const from of itemsOf(child(service, 'volumes_from'))) {
    const text = stringOf(from) ?? '';
    if (!text.startsWith('container:')) add(text.split(':')[0] ?? text, from, false);
  }
  if (dependencies.entries.size > 0) setChild(service, 'depends_on', dependencies);
};

const nameResources = (section: TreeNode | undefined, projectName: string): void => {
  for (const [key, entry] of entriesOf(section)) {
    const resource = isNull(entry.value) ? mapNode(entry.key) : entry.value;
    if (resource.kind !== 'map') continue;
    entry.value = resource;
    const name = child(resource, 'name');
    if (name !== undefined && !isNull(name)) continue;
    const external = child(resource, 'external');
    const isExternal = external?.kind === 'scalar' && external.text === 'true';
    setChild(resource, 'name', stringNode(isExternal ? key : `${projectName}_${key}`, entry.key));
  }
};
