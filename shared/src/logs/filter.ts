import * as z from 'zod/mini';

/** From the most to the least alarming; `none` is a line that says nothing of its level. */
export const logLevels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'none'] as const;
export const logLevel = z.enum(logLevels);
export type LogLevel = z.infer<typeof logLevel>;

/** What is searched for; an empty text matches nothing. */
export const logQuery = z.object({
  text: z.string(),
  /** A regular expression of JavaScript (flag `u` where it parses with it). */
  regex: z.boolean(),
  matchCase: z.boolean(),
});
export type LogQuery = z.infer<typeof logQuery>;

/** Which lines of a stream are shown. */
export const logFilter = z.object({
  /** Keys of sources (`LogSource.key`) that are hidden. */
  hidden: z.array(z.string()),
  /** Only these; all when absent. Markers are always shown. */
  levels: z.optional(z.array(logLevel)),
  /** Only what matches, and the lines of one stack trace with it. */
  query: z.optional(logQuery),
  /** With `query`: this many lines of the same source before and after a match. */
  context: z.optional(z.number()),
  /** Nothing before this time: "since", or where the view was cleared. */
  sinceMs: z.optional(z.number()),
});
export type LogFilter = z.infer<typeof logFilter>;
