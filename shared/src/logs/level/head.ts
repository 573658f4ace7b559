import type { LogLevel } from '../filter.ts';
import { isLevelKey, levelOfJson } from './json-level.ts';
import { levelOfNumber } from './numbers.ts';
import { ofName, ofWord, type Outcome, type Seen } from './head-words.ts';
import { levelOfEverydayWord, levelOfWord } from './words.ts';

type Kind = 'digit' | 'letter' | 'sign';

interface Token {
  /** What it may begin with: most patterns need not be tried. */
  readonly first: readonly Kind[];
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
    for (const { pattern, read: readToken } of tokensAt[kindOf(text.charCodeAt(at))]) {
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
  { first: ['sign'], pattern: /[\s|:;,–—-]+/y, read: () => 'skip' },
  {
    first: ['sign'],
    pattern: /\{(?=\s{0,20}")/y,
    read: ({ input, index }) => levelOfJson(input, index),
  },
  {
    first: ['sign'],
    pattern: /\[([^\]]{0,80})\]|<([^>]{0,60})>|\(([^)]{0,60})\)|\{([^}"]{0,60})\}/y,
    read: (found, _rest, seen) => {
      seen.bracket = true;
      return levelOfBracket(found.slice(1).find(Boolean)?.trim() ?? '', seen) ?? 'skip';
    },
  },
  // 2024-01-02T15:04:05.123Z, 15:04:05,123, 3:04PM, 1704207845.123, +0000, 7#7
  {
    first: ['digit', 'sign'],
    pattern: new RegExp(`[+]?\\d[\\d:.,/TZ_eE+#-]*(?:[AaPp][Mm])?${bounded}`, 'y'),
    read: ([number], _rest, seen) => {
      if (/\d[:/.-]\d|\d{9}/.test(number)) seen.time = true;
      return seen.time || seen.bracket ? 'skip' : undefined;
    },
  },
  // 02-Jan-2024 15:04:05, Tue Jan 02 15:04:05 2024
  {
    first: ['digit'],
    pattern: new RegExp(`\\d{1,2}[-/]${month}[-/]\\d{4}[\\d:.,]*${bounded}`, 'y'),
    read: timed(),
  },
  {
    first: ['letter'],
    pattern: new RegExp(`(?:${weekday},? +)?${month},? +(?=\\d)`, 'y'),
    read: timed(),
  },
  {
    first: ['letter'],
    pattern: /(?:UTC|GMT|[CEMWAP][ES]?[DS]?T|MSK|JST|IST|AM|PM)(?=\s)/y,
    read: (_found, _rest, seen) => (seen.time ? 'skip' : undefined),
  },
  {
    first: ['letter', 'digit', 'sign'],
    pattern: /([\w.@-]{1,60})=("(?:[^"\\]|\\.)*"|[^\s"]*)/y,
    read: ([, key = '', value = '']) =>
      (isLevelKey(key) ? levelOfField(value) : undefined) ?? 'skip',
  },
  {
    first: ['letter'],
    pattern: /([A-Za-z]{3,13})(?!\w)/y,
    read: ([word], rest, seen) => ofWord(word, rest, seen),
  },
  // Monolog: app.ERROR: …
  {
    first: ['letter'],
    pattern: /[\w-]{1,40}\.([A-Z]{4,9})(?=:)/y,
    read: ([, word = '']) => levelOfWord(word),
  },
  {
    first: ['letter', 'digit', 'sign'],
    pattern: /[^\s[\](){}"'=|]{1,100}(?:\(\d+,\d+\))?(?:\[[\d:]{1,20}\])?:?/y,
    read: ([name], rest, seen) => ofName(name, rest, seen),
  },
];

const startingWith = (kind: Kind): readonly Token[] =>
  tokens.filter(({ first }) => first.includes(kind));
const tokensAt: Readonly<Record<Kind, readonly Token[]>> = {
  digit: startingWith('digit'),
  letter: startingWith('letter'),
  sign: startingWith('sign'),
};

const kindOf = (code: number): Kind => {
  if (code >= 48 && code <= 57) return 'digit';
  const lower = code | 32;
  return lower >= 97 && lower <= 122 ? 'letter' : 'sign';
};

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
