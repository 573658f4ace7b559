import { referencePage } from '../catalog/reference-page.ts';
import { serviceRule } from './rule.ts';

/** The long form is not checked for what a port can be. */
export const portRange = serviceRule(
  {
    code: 'port-range',
    severity: 'warning',
    summary: 'A port above 65535, or a container port 0.',
    url: referencePage('services', 'ports'),
  },
  function* (service, name) {
    for (const [index, { published, target }] of (service.ports ?? []).entries()) {
      const at = ['services', name, 'ports', index];
      const highest = Math.max(...(published ?? '0').split('-').map(Number));
      if (highest > 65535) yield { at, message: `${highest} is no port: the highest is 65535.` };
      if (target < 1 || target > 65535) {
        yield { at, message: 'The container port must be between 1 and 65535.' };
      }
    }
  },
);
