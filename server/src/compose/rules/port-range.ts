import { serviceRule } from './rule.ts';

/** The long form is not checked for what a port can be. */
export const portRange = serviceRule('port-range', 'warning', function* (service, name) {
  for (const [index, { published, target }] of (service.ports ?? []).entries()) {
    const at = ['services', name, 'ports', index];
    const highest = Math.max(...(published ?? '0').split('-').map(Number));
    if (highest > 65535) yield { at, message: `${highest} is no port: the highest is 65535.` };
    if (target < 1 || target > 65535) {
      yield { at, message: 'The container port must be between 1 and 65535.' };
    }
  }
});
