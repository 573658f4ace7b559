import { referencePage } from '../catalog/reference-page.ts';
import type { Rule } from './rule.ts';

/** A secret comes from a file or a variable; Compose cannot make it from anything else. */
export const secretSource: Rule = {
  code: 'secret-source',
  severity: 'error',
  summary: 'A secret that comes from nowhere.',
  url: referencePage('secrets'),
  *check({ secrets }) {
    for (const [name, secret] of Object.entries(secrets)) {
      if (secret.external === true || secret.file !== undefined) continue;
      if (secret.environment !== undefined) continue;
      yield {
        at: ['secrets', name],
        message: `secret "${name}" must declare either \`file\` or \`environment\`: invalid compose project`,
      };
    }
  },
};
