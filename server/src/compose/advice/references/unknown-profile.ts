import { referencePage } from '../../catalog/reference-page.ts';
import type { Advice } from '../advice.ts';
import { known } from '../../rules/rule.ts';

/** Compose takes any name for a profile, also one that no service has. */
export const unknownProfile: Advice = {
  code: 'unknown-profile',
  severity: 'warning',
  summary: 'COMPOSE_PROFILES names a profile that no service has.',
  url: referencePage('profiles'),
  *check({ model, facts: { env } }) {
    const entry = env?.entries.findLast(({ name }) => name === 'COMPOSE_PROFILES');
    if (entry === undefined) return;
    const { source, end } = entry.origin;
    const line = /^[^\r\n]*/.exec(source.text.slice(end))?.[0] ?? '';
    for (const { 0: profile, index } of line.matchAll(/[^\s,="']+/g)) {
      // What the environment of the process says counts more than the file.
      if (!model.activeProfiles.includes(profile)) continue;
      if (profile === '*' || model.allProfiles.includes(profile)) continue;
      if (env?.isMentionedBeside(profile) === true) continue;
      const start = end + index;
      yield {
        at: [],
        origin: { source, start, end: start + profile.length },
        message: `No service is in the profile "${profile}".`,
        hint: known('profile', model.allProfiles),
      };
    }
  },
};
