export interface QueryOptions {
  readonly text: string;
  readonly regex: boolean;
  readonly matchCase: boolean;
}

export type Query =
  | { readonly kind: 'none' }
  | { readonly kind: 'invalid'; readonly message: string }
  | { readonly kind: 'pattern'; readonly pattern: RegExp };

export interface Match {
  readonly start: number;
  readonly end: number;
}

/** More matches in one line than anyone looks at. */
const matchLimit = 1000;

export const noQuery: Query = { kind: 'none' };

export const compileQuery = ({ text, regex, matchCase }: QueryOptions): Query => {
  if (text === '') return noQuery;
  const source = regex ? text : text.replaceAll(/[\\^$.*+?()[\]{}|/]/g, String.raw`\$&`);
  try {
    return { kind: 'pattern', pattern: new RegExp(source, matchCase ? 'gu' : 'giu') };
  } catch (error) {
    return { kind: 'invalid', message: error instanceof Error ? error.message : String(error) };
  }
};

/** Where the query is found. Matches without length (`a*`) are not shown, so they do not count. */
export const matchesIn = (query: Query, text: string): readonly Match[] => {
  if (query.kind !== 'pattern') return [];
  const matches: Match[] = [];
  for (const match of text.matchAll(query.pattern)) {
    if (match[0].length > 0)
      matches.push({ start: match.index, end: match.index + match[0].length });
    if (matches.length === matchLimit) break;
  }
  return matches;
};
