import { signalNumberOf } from '../../base/exit-code.ts';

/** As Linux numbers them: containers run on it wherever HyperBox does. */
const names: Readonly<Record<number, string>> = {
  ...{
    1: 'SIGHUP',
    2: 'SIGINT',
    3: 'SIGQUIT',
    4: 'SIGILL',
    5: 'SIGTRAP',
    6: 'SIGABRT',
    7: 'SIGBUS',
  },
  ...{ 8: 'SIGFPE', 9: 'SIGKILL', 10: 'SIGUSR1', 11: 'SIGSEGV', 12: 'SIGUSR2', 13: 'SIGPIPE' },
  ...{ 14: 'SIGALRM', 15: 'SIGTERM', 24: 'SIGXCPU', 25: 'SIGXFSZ', 31: 'SIGSYS' },
};

/** What a program does wrong, not what it is told. */
const faults: ReadonlySet<string> = new Set([
  'SIGILL',
  'SIGTRAP',
  'SIGABRT',
  'SIGBUS',
  'SIGFPE',
  'SIGSEGV',
  'SIGSYS',
]);

export const signalName = (number: number): string => names[number] ?? `signal ${String(number)}`;

export const isFault = (signal: string): boolean => faults.has(signal);

/** The signal that ended a container, by its exit code. */
export const signalOfExit = (exitCode = 0): string | undefined => {
  const number = signalNumberOf(exitCode);
  return number === undefined ? undefined : names[number];
};
