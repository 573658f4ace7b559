import { envFilePage } from '../../catalog/reference-page.ts';
import type { Advice } from '../advice.ts';

/** Compose, the engine and builds look for these themselves. */
const forTools = /^(COMPOSE|DOCKER|BUILDKIT|BUILDX)_|_PROXY$/i;

/** A line of `.env` that nothing uses is left over, or spelled in another way than where it is used. */
export const unusedVariable: Advice = {
  code: 'unused-variable',
  severity: 'hint',
  summary: 'A variable of `.env` that no file of the project uses.',
  url: envFilePage,
  *check({ facts: { env } }) {
    if (env?.isForComposeOnly !== true) return;
    for (const { name, origin } of env.entries) {
      if (forTools.test(name) || env.isMentioned(name)) continue;
      yield {
        at: [],
        origin,
        message: `Nothing in this folder uses ${name}.`,
        hint: 'Compose uses the variables of .env in compose files only; containers get them by `environment` or `env_file`.',
      };
    }
  },
};
