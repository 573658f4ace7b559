import type { LogsTarget } from '#shared/protocol/logs';

/** Whose logs are shown, and the name that the user knows it by. */
export interface LogSubject {
  readonly title: string;
  readonly target: LogsTarget;
}

/** One view of each kind for a subject: asked for again, it is shown again. */
export const keyOf = ({ target }: LogSubject): string => JSON.stringify(target);
