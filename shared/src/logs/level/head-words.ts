import type { LogLevel } from '../filter.ts';
import { levelOfEverydayWord, levelOfWord } from './words.ts';

/** What was read of a line so far. */
export interface Seen {
  /** A time makes a record of a line: what follows is more likely a level than a sentence. */
  time: boolean;
  bracket: boolean;
  /** Names of loggers, threads and files before the level. */
  names: number;
  /** After `name: ` only `level: ` is one; sentences go on in many ways. */
  strict: boolean;
}

export type Outcome = LogLevel | 'skip' | undefined;

/** A word is a level by its letters and by what follows it: `ERROR `, `error: `, `error[E0308]: `. */
export const ofWord = (word: string, rest: string, seen: Seen): LogLevel | undefined => {
  const isUpper = word === word.toUpperCase();
  const level = levelOfWord(word) ?? (isUpper ? everydayLevel(word, rest, seen) : undefined);
  if (level === undefined) return undefined;
  if (seen.strict) return /^(?::| TS\d+:)/.test(rest) ? level : undefined;
  if (isUpper) return /^(?:$|[\s:[\]/|,)>])/.test(rest) ? level : undefined;
  if (/^(?::(?:\s|$)|\[\w{1,10}\]:| TS\d+:)/.test(rest)) return level;
  return seen.time && /^(?:$|\t| {2,}| [\w./-]{1,60} ?:)/.test(rest) ? level : undefined;
};

const everydayLevel = (word: string, rest: string, seen: Seen): LogLevel | undefined =>
  rest.startsWith(':') || (seen.time && /^\s+\[/.test(rest))
    ? levelOfEverydayWord(word)
    : undefined;

/** A name goes before a level, not before a sentence: what follows it decides. */
export const ofName = (name: string, rest: string, seen: Seen): Outcome => {
  if (seen.names++ >= 2) return undefined;
  if (/[:\]]$/.test(name)) {
    seen.strict = true;
    return 'skip';
  }
  if (/^ +- /.test(rest)) return 'skip';
  const [, next = '', after] = /^ +([A-Z]{3,9})([ :])/.exec(rest) ?? [];
  const isNamed = after === ':' || name === 'main' || /[@.\d_-]/.test(name);
  return seen.time && isNamed && levelOfWord(next) !== undefined ? 'skip' : undefined;
};
