import type { Command } from '../commands.ts';

/**
 * How a program takes a change of its files: it `watches` them and starts itself anew, it `reads` them
 * anew each time they are asked for, or it is `idle` and only keeps the container there, for a person
 * in a terminal.
 */
export type Taking = 'watches' | 'reads' | 'idle';

export interface Tool {
  /** Its name, as people know it with what makes it so: `uvicorn --reload`. */
  readonly says: string;
  readonly programs: readonly string[];
  readonly taking?: Taking;
  /** Whether it does so when it is called like this; always, where nothing is said. */
  readonly when?: (command: Command) => boolean;
}
