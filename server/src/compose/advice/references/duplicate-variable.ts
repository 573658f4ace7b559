import { envFilePage } from '../../catalog/reference-page.ts';
import type { Advice } from '../advice.ts';
import type { EnvEntry } from '../env-facts.ts';

/** The last line of a name counts, and whoever edits the first one wonders. */
export const duplicateVariable: Advice = {
  code: 'duplicate-variable',
  severity: 'information',
  summary: 'A variable that `.env` sets twice.',
  url: envFilePage,
  *check({ facts: { env } }) {
    const last = new Map<string, EnvEntry>();
    for (const entry of env?.entries ?? []) last.set(entry.name, entry);
    for (const { name, origin } of env?.entries ?? []) {
      const other = last.get(name);
      if (other === undefined || other.origin === origin) continue;
      yield {
        at: [],
        origin,
        message: `${name} is set again below, and that counts.`,
        related: [{ at: [], origin: other.origin, message: 'set again' }],
      };
    }
  },
};
