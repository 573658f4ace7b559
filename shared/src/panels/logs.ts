import * as z from 'zod/mini';
import { logFilter, logQuery } from '../logs/filter.ts';
import { logPosition } from '../protocol/logs.ts';
import { initMessage, readyMessage, retryMessage, stateMessage } from './panel.ts';

/** One line as the page needs it: what `LogLine` of the protocol holds, less the container. */
export const pageLine = z.object({
  at: z.optional(logPosition),
  timeMs: z.number(),
  source: z.string(),
  stream: z.enum(['stdout', 'stderr', 'marker']),
  text: z.string(),
});
export type PageLine = z.infer<typeof pageLine>;

export const pageSource = z.object({
  key: z.string(),
  /** It was added to what the panel was opened for, and can be taken away again. */
  added: z.boolean(),
});
export type PageSource = z.infer<typeof pageSource>;

/** Numbers a question of the page, so that the answer to an older one is known as such. */
const ask = z.number();

/**
 * `turn` is the number of the page's last `view` that the server had taken when the lines were sent:
 * what is of an older one was chosen by a filter that is no more.
 */
const turn = z.number();

export const logsToPage = z.discriminatedUnion('kind', [
  initMessage,
  stateMessage,
  /** A stream begins: earlier lines are void, its history follows as `received`. */
  z.object({ kind: z.literal('opened'), turn, sources: z.array(pageSource) }),
  z.object({
    kind: z.literal('received'),
    turn,
    lines: z.array(pageLine),
    dropped: z.number(),
    behind: z.optional(z.number()),
  }),
  z.object({
    kind: z.literal('window'),
    ask,
    lines: z.array(pageLine),
    atStart: z.boolean(),
    atEnd: z.boolean(),
  }),
  z.object({
    kind: z.literal('found'),
    ask,
    at: z.optional(logPosition),
    wrapped: z.boolean(),
  }),
  z.object({ kind: z.literal('counted'), ask, total: z.number(), upTo: z.number() }),
  z.object({ kind: z.literal('failed'), ask, message: z.string() }),
  /** The user has answered `askSince`. */
  z.object({ kind: z.literal('since'), sinceMs: z.number() }),
]);
export type LogsToPage = z.infer<typeof logsToPage>;

export const logPlace = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('url'), url: z.string() }),
  z.object({
    kind: z.literal('file'),
    path: z.string(),
    line: z.optional(z.number()),
    column: z.optional(z.number()),
  }),
]);
export type LogPlace = z.infer<typeof logPlace>;

export const logsToHost = z.discriminatedUnion('kind', [
  readyMessage,
  retryMessage,
  /** What the page wants to see from now on; before `ready` it says what the stream opens with. */
  z.object({ kind: z.literal('view'), turn, filter: logFilter, follow: z.boolean() }),
  z.object({
    kind: z.literal('read'),
    ask,
    at: z.optional(z.union([logPosition, z.object({ timeMs: z.number() })])),
    before: z.number(),
    after: z.number(),
  }),
  z.object({
    kind: z.literal('find'),
    ask,
    query: logQuery,
    from: z.optional(logPosition),
    direction: z.enum(['next', 'previous']),
  }),
  z.object({
    kind: z.literal('count'),
    ask,
    query: logQuery,
    upTo: z.optional(logPosition),
  }),
  /** The answer is not needed any more. */
  z.object({ kind: z.literal('cancel'), ask }),
  z.object({ kind: z.literal('save'), format: z.enum(['text', 'ndjson']) }),
  z.object({ kind: z.literal('copy'), text: z.string() }),
  z.object({ kind: z.literal('open'), source: z.string(), place: logPlace }),
  z.object({ kind: z.literal('askSince') }),
  z.object({ kind: z.literal('add') }),
  z.object({ kind: z.literal('remove'), source: z.string() }),
]);
export type LogsToHost = z.infer<typeof logsToHost>;
