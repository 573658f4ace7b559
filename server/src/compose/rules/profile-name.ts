import { referencePage } from '../catalog/reference-page.ts';
import { serviceRule } from './rule.ts';

/** Compose does not check the names of profiles. */
export const profileName = serviceRule(
  {
    code: 'profile-name',
    severity: 'warning',
    summary: 'A malformed name of a profile.',
    url: referencePage('services', 'profiles'),
  },
  function* (service, name) {
    for (const [index, profile] of (service.profiles ?? []).entries()) {
      if (/^[a-zA-Z0-9][a-zA-Z0-9_.-]*$/.test(profile)) continue;
      yield {
        at: ['services', name, 'profiles', index],
        message: `"${profile}" is no profile name.`,
        hint: 'Use letters, digits, `_`, `.` and `-`, beginning with a letter or digit.',
      };
    }
  },
);
