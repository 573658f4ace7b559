const signalled = 128;

/** The number of the signal that ended a command: it is said to have exited with 128 more. */
export const signalNumberOf = (exitCode: number): number | undefined =>
  exitCode > signalled ? exitCode - signalled : undefined;
