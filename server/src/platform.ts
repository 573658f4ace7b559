import type { Clock } from './base/clock.ts';

/** The machine as the server sees it. Only `main.ts` reads the real one; a test makes its own. */
export interface Platform {
  readonly name: NodeJS.Platform;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly homeFolder: string;
  readonly workingFolder: string;
  readonly clock: Clock;
}
