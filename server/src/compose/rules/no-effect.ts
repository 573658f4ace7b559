import { referencePage } from '../catalog/reference-page.ts';
import { PathTable, type PathCursor } from '../path-table.ts';
import type { TreeNode } from '../yaml/tree.ts';
import type { Rule, RuleFinding } from './rule.ts';

const swarm = 'only a swarm does this';
const swarmStore = 'only a swarm has a store for this';
const models = 'it needs a model runner, and HyperBox drives container engines';

/**
 * Attributes that Compose accepts and that mean nothing here, whatever their value, and why. What
 * means nothing with some values only is told when the service is started.
 */
export const withoutEffect: Readonly<Record<string, string>> = {
  'services.*.deploy.endpoint_mode': swarm,
  'services.*.deploy.labels': 'they are those of a swarm service, not of its containers',
  'services.*.deploy.placement': swarm,
  'services.*.deploy.resources.limits.generic_resources': swarm,
  'services.*.deploy.resources.reservations.cpus': 'engines can limit CPUs, not reserve them',
  'services.*.deploy.resources.reservations.generic_resources': swarm,
  'services.*.deploy.resources.reservations.pids': 'processes can be limited, not reserved',
  'services.*.deploy.restart_policy.delay': 'engines choose the delay between restarts',
  'services.*.deploy.restart_policy.window': 'engines choose when a restart counts as a success',
  'services.*.deploy.rollback_config': swarm,
  'services.*.deploy.update_config': swarm,
  'services.*.credential_spec.config': swarmStore,
  'services.*.models': models,
  'services.*.ports.*.app_protocol': 'engines do not ask what is spoken on a port',
  'services.*.ports.*.name': 'engines do not name ports',
  'services.*.pull_refresh_after': 'write "pull_policy: every_…" instead',
  'services.*.volumes.*.volume.labels':
    'engines take labels only for volumes that the file declares at its top level',
  'models.*': models,
  'configs.*.labels': swarmStore,
  'configs.*.template_driver': swarmStore,
  'secrets.*.driver': swarmStore,
  'secrets.*.driver_opts': swarmStore,
  'secrets.*.labels': swarmStore,
  'secrets.*.template_driver': swarmStore,
};

const table = new PathTable(withoutEffect);

/** Says of what is written that it has no effect, and why. */
export const noEffect: Rule = {
  code: 'no-effect',
  severity: 'information',
  summary: 'An attribute that Compose accepts and that does nothing here.',
  url: referencePage('services'),
  check(_, root) {
    const found: RuleFinding[] = [];
    find(root, [], table.root, found);
    return found;
  },
};

const find = (
  node: TreeNode,
  path: (string | number)[],
  cursor: PathCursor<string>,
  found: RuleFinding[],
): void => {
  if (cursor.value !== undefined && hasContent(node)) {
    const message = `\`${String(path.at(-1))}\` has no effect: ${cursor.value}.`;
    found.push({ at: [...path], message });
    return;
  }
  if (node.kind === 'map') {
    cursor.each(node.entries, ({ value }, key, next) => {
      path.push(key);
      find(value, path, next, found);
      path.pop();
    });
  } else if (node.kind === 'list') {
    // All items are alike to the table.
    const next = cursor.step(0);
    if (next === undefined) return;
    for (const [index, item] of node.items.entries()) {
      path.push(index);
      find(item, path, next, found);
      path.pop();
    }
  }
};

const hasContent = (node: TreeNode): boolean => {
  if (node.kind === 'map') return node.entries.size > 0;
  if (node.kind === 'list') return node.items.length > 0;
  return node.value !== null;
};
