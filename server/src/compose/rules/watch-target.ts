import { referencePage } from '../catalog/reference-page.ts';
import { serviceRule } from './rule.ts';

/** What is synchronised goes somewhere. */
export const watchTarget = serviceRule(
  {
    code: 'watch-target',
    severity: 'error',
    summary: 'A watched path is synchronised to nowhere.',
    url: referencePage('develop', 'target'),
  },
  function* (service, name) {
    for (const [index, { action, target }] of (service.develop?.watch ?? []).entries()) {
      if (target !== undefined || action === 'rebuild' || action === 'restart') continue;
      yield {
        at: ['services', name, 'develop', 'watch'],
        message: `services.${name}.develop.watch: target is required for non-rebuild actions: invalid compose project`,
        hint: 'Add `target:`, the folder in the container.',
        related: [{ at: ['services', name, 'develop', 'watch', index], message: 'this one' }],
      };
    }
  },
);
