import * as z from 'zod/mini';
import { initMessage, readyMessage, retryMessage, stateMessage } from './panel.ts';

/** One line as the page needs it: what `LogLine` of the protocol holds, less the container. */
export const pageLine = z.object({
  seq: z.number(),
  timeMs: z.number(),
  source: z.string(),
  stream: z.enum(['stdout', 'stderr', 'marker']),
  text: z.string(),
});
export type PageLine = z.infer<typeof pageLine>;

export const logsToPage = z.discriminatedUnion('kind', [
  initMessage,
  stateMessage,
  /** A stream begins: earlier lines are void, its history follows as `received`. */
  z.object({ kind: z.literal('opened'), sources: z.array(z.string()) }),
  z.object({ kind: z.literal('received'), lines: z.array(pageLine), dropped: z.number() }),
]);
export type LogsToPage = z.infer<typeof logsToPage>;

export const logsToHost = z.discriminatedUnion('kind', [
  readyMessage,
  retryMessage,
  z.object({ kind: z.literal('save'), text: z.string() }),
  z.object({ kind: z.literal('copy'), text: z.string() }),
]);
export type LogsToHost = z.infer<typeof logsToHost>;
