import { referencePage } from '../catalog/reference-page.ts';
import type { Rule } from './rule.ts';

const kept = new Set(['name', 'external']);

type Section = Readonly<Record<string, { readonly external?: boolean }>>;

const sections = (
  all: Readonly<Record<string, Section>>,
): readonly (readonly [string, Section])[] => Object.entries(all);

/** Compose neither makes nor changes what is external, so other attributes have no effect. */
export const externalIgnored: Rule = {
  code: 'external-ignored',
  severity: 'warning',
  summary: 'An attribute of an external resource has no effect.',
  url: referencePage('networks', 'external'),
  *check({ networks, configs, secrets }) {
    for (const [section, resources] of sections({ networks, configs, secrets })) {
      for (const [name, resource] of Object.entries(resources)) {
        if (resource.external !== true) continue;
        for (const [key, value] of Object.entries<object>(resource as Record<string, object>)) {
          const isEmpty = key === 'ipam' && Object.keys(value).length === 0;
          if (kept.has(key) || key.startsWith('x-') || isEmpty) continue;
          yield {
            at: [section, name, key],
            message: `\`${key}\` has no effect: ${section}.${name} is external.`,
            hint: `Remove \`${key}\`, or \`external\`.`,
          };
        }
      }
    }
  },
};
