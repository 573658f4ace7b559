import { serviceRule } from './rule.ts';

/** The schema's pattern is not anchored, the engine's is. */
export const containerNamePattern = serviceRule(
  'container-name-pattern',
  'warning',
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
