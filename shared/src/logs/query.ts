import type { LogQuery } from './filter.ts';
import { lineLimit } from './line-limit.ts';
import { canRunAway } from './regex/runaway.ts';

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
 * What is searched for, made ready. Two things bound what an expression can cost: those that would
 * try without end are refused, and of a line only the first `lineLimit` characters are looked at.
 */
export const compileQuery = ({ text, regex, matchCase }: LogQuery): Query => {
  if (text === '') return noQuery;
  if (!regex) return literal(text, matchCase);
  try {
    const expression = expressionOf(text, matchCase);
    return canRunAway(expression) ? runaway : patternOf(expression);
  } catch (error) {
    return { kind: 'invalid', message: error instanceof Error ? error.message : String(error) };
  }
};

export const matchesIn = (query: Query, text: string): readonly Match[] =>
  query.kind === 'pattern' ? query.matches(text) : [];

const runaway: Query = {
  kind: 'invalid',
  message:
    'This expression could take for ever: it repeats what can be read in several ways, as (a+)+ does.',
};

const ascii = /^[\0-\x7f]*$/;

const literal = (text: string, matchCase: boolean): Pattern => {
  const source = text.replaceAll(/[\\^$.*+?()[\]{}|/]/g, String.raw`\$&`);
  // Unicode's case folding is slower, and of no use to a text without letters beyond ASCII.
  const flags = ascii.test(text) ? '' : 'u';
  const found = patternOf(new RegExp(source, matchCase ? flags : `${flags}i`));
  return matchCase ? { ...found, test: (line) => line.slice(0, lineLimit).includes(text) } : found;
};

/** Not every expression that people write is one with the flag `u`: `\-` and `\_` are errors there. */
const expressionOf = (source: string, matchCase: boolean): RegExp => {
  const flags = matchCase ? '' : 'i';
  try {
    return new RegExp(source, `${flags}u`);
  } catch {
    return new RegExp(source, flags);
  }
};

const patternOf = (first: RegExp): Pattern => {
  const all = new RegExp(first, `${first.flags}g`);
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
