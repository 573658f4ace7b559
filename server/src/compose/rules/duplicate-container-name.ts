import { referencePage } from '../catalog/reference-page.ts';
import type { Rule } from './rule.ts';

/** A container's name is the engine's, so no two services may choose the same. */
export const duplicateContainerName: Rule = {
  code: 'duplicate-container-name',
  severity: 'error',
  summary: 'Two services choose the same container name.',
  url: referencePage('services', 'container_name'),
  *check({ services }) {
    const owners = new Map<string, string>();
    for (const [name, { container_name: containerName }] of Object.entries(services)) {
      if (containerName === undefined) continue;
      const owner = owners.get(containerName);
      if (owner === undefined) {
        owners.set(containerName, name);
        continue;
      }
      yield {
        at: ['services', name, 'container_name'],
        message: `services.${name}: container name "${containerName}" is already in use by service ${owner}`,
        related: [{ at: ['services', owner, 'container_name'], message: `used by "${owner}"` }],
      };
    }
  },
};
