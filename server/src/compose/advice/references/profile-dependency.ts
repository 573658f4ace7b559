import { referencePage } from '../../catalog/reference-page.ts';
import type { Advice } from '../advice.ts';

/** A profile brings its own services in and nothing else: what they depend on has to be in it too. */
export const profileDependency: Advice = {
  code: 'profile-dependency',
  severity: 'warning',
  summary: 'A service depends on one that its own profile does not bring in.',
  url: referencePage('profiles'),
  *check({ model: { services, disabledServices } }) {
    for (const [name, { profiles = [], depends_on: dependencies = {} }] of Object.entries(
      disabledServices,
    )) {
      for (const [other, { required }] of Object.entries(dependencies)) {
        const others = disabledServices[other]?.profiles ?? [];
        const alone = profiles.find((profile) => !others.includes(profile));
        const isThere = Object.hasOwn(services, other) || others.length === 0 || !required;
        if (isThere || alone === undefined) continue;
        yield {
          at: ['services', name, 'depends_on', other],
          message: `With the profile "${alone}" alone Compose refuses the project: "${other}" is only in ${others.join(', ')}.`,
          hint: `Put "${other}" into "${alone}" too, or say \`required: false\`.`,
          related: [
            { at: ['services', other, 'profiles'], message: `the profiles of "${other}"` },
            { at: ['services', name, 'profiles'], message: `the profiles of "${name}"` },
          ],
        };
      }
    }
  },
};
