import { referencePage } from '../catalog/reference-page.ts';
import { serviceRule } from './rule.ts';

/** The schema's pattern is not anchored, the engine's is. */
export const containerNamePattern = serviceRule(
  {
    code: 'container-name-pattern',
    severity: 'warning',
    summary: 'A container name that engines refuse.',
    url: referencePage('services', 'container_name'),
  },
  function* (service, name) {
    const { container_name: containerName } = service;
    if (containerName === undefined || /^[a-zA-Z0-9][a-zA-Z0-9_.-]+$/.test(containerName)) return;
    yield {
      at: ['services', name, 'container_name'],
      message: `The engine refuses the container name "${containerName}".`,
      hint: 'Use at least two letters, digits, `_`, `.` or `-`, beginning with a letter or digit.',
    };
  },
);
