import type { LogQuery } from './filter.ts';
import { lineLimit } from './line-limit.ts';

export interface Match {
  readonly start: number;
  readonly end: number;
}

export type Query =
  { readonly kind: 'none' } | { readonly kind: 'invalid'; readonly message: string } | Pattern;

export interface Pattern {
  readonly kind: 'pattern';
  /** Whether the query is found at all: cheaper than where. Takes plain text, as `matches` does. */
  test(text: string): boolean;
  /** Where it is found, at most a thousand times; matches without length (`a*`) do not count. */
  matches(text: string): readonly Match[];
}

/** More matches in one line than anyone looks at. */
const matchLimit = 1000;

export const noQuery: Query = { kind: 'none' };

/**
 * What is searched for, made ready. A line is looked at up to `lineLimit`, which bounds what a
 * pattern can cost there.
 */
export const compileQuery = ({ text, regex, matchCase }: LogQuery): Query => {
  if (text === '') return noQuery;
  if (!regex) return literal(text, matchCase);
  try {
    return pattern(text, matchCase);
  } catch (error) {
    return { kind: 'invalid', message: error instanceof Error ? error.message : String(error) };
  }
};

export const matchesIn = (query: Query, text: string): readonly Match[] =>
  query.kind === 'pattern' ? query.matches(text) : [];

const ascii = /^[\0-\x7f]*$/;

const literal = (text: string, matchCase: boolean): Pattern => {
  const source = text.replaceAll(/[\\^$.*+?()[\]{}|/]/g, String.raw`\$&`);
  // Unicode's case folding is slower, and of no use to a text without letters beyond ASCII.
  const flags = ascii.test(text) ? '' : 'u';
  const found = ofExpression(source, matchCase ? flags : `${flags}i`);
  return matchCase ? { ...found, test: (line) => line.slice(0, lineLimit).includes(text) } : found;
};

/** Not every pattern that people write is one with the flag `u`: `\-` and `\_` are errors there. */
const pattern = (source: string, matchCase: boolean): Pattern => {
  const flags = matchCase ? '' : 'i';
  try {
    return ofExpression(source, `${flags}u`);
  } catch {
    return ofExpression(source, flags);
  }
};

const ofExpression = (source: string, flags: string): Pattern => {
  const first = new RegExp(source, flags);
  const all = new RegExp(source, `${flags}g`);
  return {
    kind: 'pattern',
    test: (text) => {
      const found = first.exec(text.slice(0, lineLimit));
      return found !== null && (found[0] !== '' || matchesOf(all, text).length > 0);
    },
    matches: (text) => matchesOf(all, text),
  };
};

const matchesOf = (expression: RegExp, text: string): readonly Match[] => {
  const matches: Match[] = [];
  for (const { index, 0: found } of text.slice(0, lineLimit).matchAll(expression)) {
    if (found !== '') matches.push({ start: index, end: index + found.length });
    if (matches.length === matchLimit) break;
  }
  return matches;
};
