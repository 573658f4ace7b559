import { referencePage } from '../catalog/reference-page.ts';
import type { Path } from '../yaml/tree.ts';
import { serviceRule } from './rule.ts';

/** One folder of a container is one mount. */
export const mountTarget = serviceRule(
  {
    code: 'mount-target',
    severity: 'error',
    summary: 'Two mounts of a service have the same target.',
    url: referencePage('services', 'volumes'),
  },
  function* (service, name) {
    const mounted = new Map<string, { readonly at: Path; readonly text: string }>();
    const targets = [
      ...(service.tmpfs ?? [])
        .map((spec) => spec.split(':')[0] ?? spec)
        .map((target, index) => ({ key: 'tmpfs', index, target })),
      ...(service.volumes ?? []).map(({ target }, index) => ({ key: 'volumes', index, target })),
    ];
    for (const { key, index, target } of targets) {
      const at = ['services', name, key, index];
      const text = `services.${name}.${key}[${index}]`;
      const before = mounted.get(target);
      if (before === undefined) {
        mounted.set(target, { at, text });
      } else {
        yield {
          at,
          message: `${text}: target ${target} already mounted as ${before.text}`,
          related: [{ at: before.at, message: 'mounted here first' }],
        };
      }
    }
  },
);
