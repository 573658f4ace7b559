import { referencePage } from '../catalog/reference-page.ts';
import type { ComposeResources } from '../model.ts';
import { serviceRule } from './rule.ts';

/** Attributes of a service, and where `deploy.resources` says the same. */
export const limitPairs = [
  ['cpus', 'limits', 'cpus'],
  ['mem_limit', 'limits', 'memory'],
  ['mem_reservation', 'reservations', 'memory'],
  ['pids_limit', 'limits', 'pids'],
] as const;

/** The old attributes and `deploy.resources` must not say different things. */
export const resourceConflict = serviceRule(
  {
    code: 'resource-conflict',
    severity: 'error',
    summary: 'A limit of a service and its counterpart in `deploy` differ.',
    url: referencePage('deploy', 'resources'),
  },
  function* (service, name) {
    for (const [attribute, group, key] of limitPairs) {
      const value = service[attribute];
      const resources: ComposeResources | undefined = service.deploy?.resources?.[group];
      if (value === undefined || resources === undefined || resources[key] === value) continue;
      const path = `deploy.resources.${group}.${key}`;
      yield {
        at: ['services', name],
        message: `services.${name}: can't set distinct values on '${attribute}' and '${path}': invalid compose project`,
        hint: `Remove \`${attribute}\`, or give both the same value.`,
        related: [
          { at: ['services', name, attribute], message: `${attribute} is ${value}` },
          {
            at: ['services', name, 'deploy', 'resources', group, key],
            message: `${path} is ${resources[key] ?? 'not set'}`,
          },
        ],
      };
    }
  },
);
