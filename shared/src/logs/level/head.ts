import type { LogLevel } from '../filter.ts';
import { isLevelKey, levelOfJson } from './json-level.ts';
import { levelOfNumber } from './numbers.ts';
import { levelOfEverydayWord, levelOfWord } from './words.ts';

/** What was read of a line so far. */
interface Seen {
  /** A time makes a record of a line: what follows is more likely a level than a sentence. */
  time: boolean;
  bracket: boolean;
  /** Names of loggers, threads and files before the level. */
  names: number;
  /** After `name: ` only `level: ` is one; sentences go on in many ways. */
  strict: boolean;
}

type Outcome = LogLevel | 'skip' | undefined;

interface Token {
  /** Sticky. */
  readonly pattern: RegExp;
  readonly read: (found: RegExpExecArray, rest: string, seen: Seen) => Outcome;
}

/** More of a line is its message, whatever it looks like. */
const tokenLimit = 60;

/**
 * Reads what loggers put before the message: times, numbers, brackets, names, fields, until one of
 * them is a level or something else begins. A sentence that holds the word "error" says nothing.
 */
export const levelOfHead = (text: string): LogLevel =>
  read(text, { time: false, bracket: false, names: 0, strict: false }) ?? 'none';

const read = (text: string, seen: Seen): LogLevel | undefined => {
  let at = 0;
  for (let count = 0; count < tokenLimit && at < text.length; count++) {
    let outcome: Outcome;
    for (const { pattern, read: readToken } of tokens) {
      pattern.lastIndex = at;
      const found = pattern.exec(text);
      if (found === null) continue;
      const end = at + found[0].length;
      outcome = readToken(found, text.slice(end, end + 80), seen);
      if (outcome === undefined) continue;
      at = end;
      break;
    }
    if (outcome !== 'skip') return outcome;
  }
  return undefined;
};

const month = '(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}';
const weekday = '(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]{0,6}';
const bounded = '(?=[\\s\\]|;]|$)';

const tokens: readonly Token[] = [
  { pattern: /[\s|:;,–—-]+/y, read: () => 'skip' },
  { pattern: /\{(?=\s{0,20}")/y, read: ({ input, index }) => levelOfJson(input, index) },
  {
    pattern: /\[([^\]]{0,80})\]|<([^>]{0,60})>|\(([^)]{0,60})\)|\{([^}"]{0,60})\}/y,
    read: (found, _rest, seen) => {
      seen.bracket = true;
      return levelOfBracket(found.slice(1).find(Boolean)?.trim() ?? '', seen) ?? 'skip';
    },
  },
  // 2024-01-02T15:04:05.123Z, 15:04:05,123, 3:04PM, 1704207845.123, +0000, 7#7
  {
    pattern: new RegExp(`[+]?\\d[\\d:.,/TZ_eE+#-]*(?:[AaPp][Mm])?${bounded}`, 'y'),
    read: ([number], _rest, seen) => {
      if (/\d[:/.-]\d|\d{9}/.test(number)) seen.time = true;
      return seen.time || seen.bracket ? 'skip' : undefined;
    },
  },
  // 02-Jan-2024 15:04:05, Tue Jan 02 15:04:05 2024
  { pattern: new RegExp(`\\d{1,2}[-/]${month}[-/]\\d{4}[\\d:.,]*${bounded}`, 'y'), read: timed() },
  { pattern: new RegExp(`(?:${weekday},? +)?${month},? +(?=\\d)`, 'y'), read: timed() },
  {
    pattern: /(?:UTC|GMT|[CEMWAP][ES]?[DS]?T|MSK|JST|IST|AM|PM)(?=\s)/y,
    read: (_found, _rest, seen) => (seen.time ? 'skip' : undefined),
  },
  {
    pattern: /([\w.@-]{1,60})=("(?:[^"\\]|\\.)*"|[^\s"]*)/y,
    read: ([, key = '', value = '']) =>
      (isLevelKey(key) ? levelOfField(value) : undefined) ?? 'skip',
  },
  { pattern: /([A-Za-z]{3,13})(?!\w)/y, read: ([word], rest, seen) => ofWord(word, rest, seen) },
  // Monolog: app.ERROR: …
  { pattern: /[\w-]{1,40}\.([A-Z]{4,9})(?=:)/y, read: ([, word = '']) => levelOfWord(word) },
  {
    pattern: /[^\s[\](){}"'=|]{1,100}(?:\(\d+,\d+\))?(?:\[[\d:]{1,20}\])?:?/y,
    read: ([name], rest, seen) => ofName(name, rest, seen),
  },
];

function timed(): Token['read'] {
  return (_found, _rest, seen) => {
    seen.time = true;
    return 'skip';
  };
}

const levelOfField = (value: string): LogLevel | undefined => {
  const word = value.replaceAll('"', '');
  return /^\d{1,3}$/.test(word) ? levelOfNumber(Number(word)) : levelOfWord(word);
};

/** `[error]`, `[core:error]`, `[15:04:05 INF]`, `[2024-01-02 15:04:05,123: ERROR/MainProcess]` */
const levelOfBracket = (content: string, seen: Seen): LogLevel | undefined => {
  const said = /^(?:[\w.]+:)?([A-Za-z]+)$/.exec(content)?.[1];
  if (said !== undefined) return levelOfWord(said) ?? levelOfEverydayWord(said);
  if (!/^\d/.test(content)) {
    if (/^(?:\w{3} ){2}\d/.test(content)) seen.time = true;
    return undefined;
  }
  const inner: Seen = { time: false, bracket: false, names: 2, strict: false };
  const level = read(content, inner);
  if (inner.time) seen.time = true;
  return level;
};

const ofWord = (word: string, rest: string, seen: Seen): LogLevel | undefined => {
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
const ofName = (name: string, rest: string, seen: Seen): Outcome => {
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
