/** With what `hb` ends; a one-off run ends with its command's own code. */
export const exitCodes = {
  done: 0,
  /** What was asked for could not be done, or was not understood. */
  failed: 1,
  /** Ctrl-C, as shells count it: 128 and the signal. */
  interrupted: 130,
} as const;

/** Ends a command when everything that there is to say has been said. */
export class Ending extends Error {
  readonly exitCode: number;

  constructor(exitCode: number) {
    super(`Ended with ${exitCode}.`);
    this.exitCode = exitCode;
  }
}
