import * as z from 'zod/mini';
import { logLevel, type LogFilter, type LogQuery } from '#shared/logs/filter';

export const timeModes = ['off', 'clock', 'age'] as const;
export type TimeMode = (typeof timeModes)[number];

/** From when on lines are shown. */
const since = z.union([
  z.object({ kind: z.literal('all') }),
  z.object({ kind: z.literal('last'), ms: z.number() }),
  /** `cleared`: everything before has been cleared away. */
  z.object({ kind: z.enum(['from', 'cleared']), timeMs: z.number() }),
]);
export type Since = z.infer<typeof since>;

/** What the user set in this panel; kept by VS Code with the page. */
const logsSettings = z.object({
  wrap: z.catch(z.boolean(), false),
  time: z.catch(z.enum(timeModes), 'off'),
  /** Structured lines as they were printed, instead of their message. */
  raw: z.catch(z.boolean(), false),
  /** Of stack traces only the first line, unless one was opened. */
  fold: z.catch(z.boolean(), false),
  hidden: z.catch(z.array(z.string()), []),
  /** The place in the palette of each service, so that it keeps its colour whatever comes and goes. */
  colours: z.catch(z.array(z.tuple([z.string(), z.int().check(z.nonnegative())])), []),
  /** Only these; all when absent. */
  levels: z.catch(z.optional(z.array(logLevel)), undefined),
  since: z.catch(since, { kind: 'all' }),
  search: z.catch(z.string(), ''),
  regex: z.catch(z.boolean(), false),
  matchCase: z.catch(z.boolean(), false),
  onlyMatches: z.catch(z.boolean(), false),
  /** Lines around a match, where only matches are shown. */
  context: z.catch(z.number(), 0),
  /** The time of the topmost line when the user had scrolled away from the end. */
  anchorMs: z.catch(z.optional(z.number()), undefined),
});
export type LogsSettings = z.infer<typeof logsSettings>;

const standard: LogsSettings = {
  wrap: false,
  time: 'off',
  raw: false,
  fold: false,
  hidden: [],
  colours: [],
  since: { kind: 'all' },
  search: '',
  regex: false,
  matchCase: false,
  onlyMatches: false,
  context: 0,
};

/** What cannot be read of saved settings, because it is older or newer than us, is as new. */
export const readSettings = (saved: unknown): LogsSettings =>
  logsSettings.safeParse(saved).data ?? { ...standard };

export const queryOf = ({ search, regex, matchCase }: LogsSettings): LogQuery => ({
  text: search,
  regex,
  matchCase,
});

/** What of the settings decides which lines there are. */
export const filterKeys = ['hidden', 'levels', 'since', 'onlyMatches', 'context'] as const;
export const searchKeys = ['search', 'regex', 'matchCase'] as const;

/** The filter that the server is to apply; `isQuery` says whether the search makes sense. */
export const filterOf = (
  settings: LogsSettings,
  { nowMs, isQuery }: { readonly nowMs: number; readonly isQuery: boolean },
): LogFilter => {
  const { hidden, levels, onlyMatches, context } = settings;
  const sinceMs = startOf(settings.since, nowMs);
  return {
    hidden: [...hidden],
    ...(levels !== undefined && { levels: [...levels] }),
    ...(onlyMatches && isQuery && { query: queryOf(settings), context }),
    ...(sinceMs !== undefined && { sinceMs }),
  };
};

const startOf = (since: Since, nowMs: number): number | undefined => {
  if (since.kind === 'all') return undefined;
  return since.kind === 'last' ? nowMs - since.ms : since.timeMs;
};

/**
 * Services that were hidden stay so when their names get, or lose, that of their project; of several
 * that may be meant, those that were not added are.
 */
export const carryOver = (
  hidden: readonly string[],
  sources: readonly { readonly key: string; readonly added: boolean }[],
): readonly string[] => {
  const named = hidden.flatMap((name) => {
    if (sources.some(({ key }) => key === name)) return [name];
    const others = sources.filter(
      ({ key }) => key.endsWith(`/${name}`) || name.endsWith(`/${key}`),
    );
    const first = others.filter(({ added }) => !added);
    const meant = first.length === 0 ? others : first;
    // What is not there now may come yet.
    return meant.length === 0 ? [name] : meant.map(({ key }) => key);
  });
  return [...new Set(named)];
};
