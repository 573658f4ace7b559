import * as z from 'zod/mini';
import { containerId, projectId, streamId, type ContainerId, type StreamId } from './ids.ts';
import { request, serverNotification } from './message.ts';

export const logsTarget = z.union([
  z.object({ kind: z.literal('container'), containerId }),
  z.object({
    kind: z.literal('project'),
    projectId,
    /** All services when absent. */
    services: z.optional(z.array(z.string())),
  }),
]);
export type LogsTarget = z.infer<typeof logsTarget>;

export interface LogLine {
  /** Counts up within the stream: order is by it, never by time alone. */
  readonly seq: number;
  readonly timeMs: number;
  /** Service name, or the container's name when it has no service. */
  readonly source: string;
  readonly containerId?: ContainerId;
  readonly stream: 'stdout' | 'stderr' | 'marker';
  /** Without the line end; may hold ANSI sequences. */
  readonly text: string;
}

export const logsRequest = z.object({
  target: logsTarget,
  /** How many of the last lines of each container; all when absent. */
  tail: z.optional(z.number()),
  /** Nothing before this. */
  sinceMs: z.optional(z.number()),
  /** True when absent; else the stream ends with what there is by now. */
  follow: z.optional(z.boolean()),
});
export type LogsRequest = z.infer<typeof logsRequest>;

/** Follows a service through restarts and recreation until it is closed. */
export const logsOpen = request<{
  readonly streamId: StreamId;
  readonly sources: readonly string[];
}>()('hyperbox/logs/open', logsRequest);
export const logsClose = request<null>()('hyperbox/logs/close', z.object({ streamId }));

/** Batched: at most one a frame for a stream. `dropped` counts lines left out to keep up. */
export const logsReceived = serverNotification<{
  readonly streamId: StreamId;
  readonly lines: readonly LogLine[];
  readonly dropped: number;
}>('hyperbox/logs/received');

/** Everything there was has been sent, and nothing is followed. */
export const logsEnded = serverNotification<{ readonly streamId: StreamId }>('hyperbox/logs/ended');
