import type { LogLevel } from '../filter.ts';

/** What programs call their levels, the short forms of consoles included. */
const words: Readonly<Record<Exclude<LogLevel, 'none'>, string>> = {
  fatal: 'fatal ftl critical crit crt emergency emerg alert panic pnc dpanic',
  error: 'error err eror severe fail failure',
  warn: 'warning warn wrn',
  info: 'info inf information informational notice ntc success',
  debug: 'debug dbg dbug verbose verb vrb',
  trace: 'trace trc trce finest finer silly',
};

/** These are everyday words: they say a level only where nothing else can be meant. */
const everydayWords: Readonly<Record<string, LogLevel>> = {
  log: 'info',
  note: 'info',
  config: 'info',
  system: 'info',
  fine: 'debug',
};

const levels: ReadonlyMap<string, LogLevel> = new Map(
  Object.entries(words).flatMap(([level, named]) =>
    named.split(' ').map((word) => [word, level as LogLevel] as const),
  ),
);
const everyday: ReadonlyMap<string, LogLevel> = new Map(Object.entries(everydayWords));

export const levelOfWord = (word: string): LogLevel | undefined => levels.get(word.toLowerCase());

export const levelOfEverydayWord = (word: string): LogLevel | undefined =>
  everyday.get(word.toLowerCase());

/** The letters of klog, MongoDB and others. */
const letters: Readonly<Record<string, LogLevel>> = {
  F: 'fatal',
  C: 'fatal',
  E: 'error',
  W: 'warn',
  I: 'info',
  A: 'none',
  D: 'debug',
  V: 'debug',
  T: 'trace',
};

export const levelOfLetter = (letter: string): LogLevel | undefined => letters[letter];
