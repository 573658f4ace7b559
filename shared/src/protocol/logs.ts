import * as z from 'zod/mini';
import { logFilter, logQuery } from '../logs/filter.ts';
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

/**
 * Where a line stands among all that is kept of its stream, also when it was left out of the view.
 * Only the server reads what is in it.
 */
export const logPosition = z.string();
export type LogPosition = z.infer<typeof logPosition>;

/** A service, or a container that is of no service. */
export interface LogSource {
  /** `LogLine.source`; of two projects in one stream, "project/service". */
  readonly key: string;
  readonly project?: string;
  readonly service?: string;
}

export interface LogLine {
  /** Absent where nothing is kept of the stream, as for the command line. */
  readonly at?: LogPosition;
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
  /** Further projects, services or containers whose lines are merged into the same stream. */
  more: z.optional(z.array(logsTarget)),
  /** What the live lines are to be; all when absent. */
  filter: z.optional(logFilter),
  /** Lines are kept on disk, so that the client can read back what is not in view (`logsRead`). */
  keep: z.optional(z.boolean()),
  /** How many of the last lines of each container; all when absent. */
  tail: z.optional(z.number()),
  /** Nothing before this. */
  sinceMs: z.optional(z.number()),
  /** True when absent; else the stream ends with what there is by now. */
  follow: z.optional(z.boolean()),
});
export type LogsRequest = z.infer<typeof logsRequest>;

export interface LogsOpened {
  readonly streamId: StreamId;
  /** The keys of `origins`. */
  readonly sources: readonly string[];
  readonly origins: readonly LogSource[];
}

/** Follows a service through restarts and recreation until it is closed. */
export const logsOpen = request<LogsOpened>()('hyperbox/logs/open', logsRequest);
export const logsClose = request<null>()('hyperbox/logs/close', z.object({ streamId }));

/** Batched: at most one a frame for a stream. `dropped` counts lines left out to keep up. */
export const logsReceived = serverNotification<{
  readonly streamId: StreamId;
  readonly lines: readonly LogLine[];
  readonly dropped: number;
  /** With `follow: false`: how many lines have come that the filter would show. */
  readonly behind?: number;
}>('hyperbox/logs/received');

/** Everything there was has been sent, and nothing is followed. */
export const logsEnded = serverNotification<{ readonly streamId: StreamId }>('hyperbox/logs/ended');

/**
 * Changes what the live lines are; `follow: false` sends none but how many there were (`behind`), for
 * a view that is scrolled away from the end.
 */
export const logsView = request<null>()(
  'hyperbox/logs/view',
  z.object({ streamId, filter: logFilter, follow: z.boolean() }),
);

/** The lines around a place: `before` ones that precede it, and `after` ones from it on. */
export const logsRead = request<LogWindow>()(
  'hyperbox/logs/read',
  z.object({
    streamId,
    /** A line, a time, or the end when absent. */
    at: z.optional(z.union([logPosition, z.object({ timeMs: z.number() })])),
    before: z.number(),
    after: z.number(),
  }),
);

/** What the stream's filter shows, oldest first. */
export interface LogWindow {
  readonly lines: readonly LogLine[];
  readonly atStart: boolean;
  readonly atEnd: boolean;
}

/** The next match from a place on, among the lines that the filter shows; goes round at the ends. */
export const logsFind = request<{ readonly at?: LogPosition; readonly wrapped: boolean }>()(
  'hyperbox/logs/find',
  z.object({
    streamId,
    query: logQuery,
    /** Not this line itself. The end (or the start, forwards) when absent. */
    from: z.optional(logPosition),
    direction: z.enum(['next', 'previous']),
  }),
);

/** How many lines match among those that the filter shows, and how many of them up to `upTo`, it included. */
export const logsCount = request<{ readonly total: number; readonly upTo: number }>()(
  'hyperbox/logs/count',
  z.object({ streamId, query: logQuery, upTo: z.optional(logPosition) }),
);

/** Writes what the filter shows to a file; answers with how many lines that were. */
export const logsSave = request<{ readonly lines: number }>()(
  'hyperbox/logs/save',
  z.object({
    streamId,
    path: z.string(),
    /** NDJSON: one object a line with time, source, stream, level and message. */
    format: z.enum(['text', 'ndjson']),
  }),
);

/**
 * The file of the workspace that a path in a container stands for, through its bind mounts, sync rules,
 * and its image's WORKDIR and COPY, and source maps; none when it is not the workspace's.
 */
export const logsLocate = request<LocatedPlace>()(
  'hyperbox/logs/locate',
  z.object({
    streamId,
    source: z.string(),
    path: z.string(),
    /** These count from 1. */
    line: z.optional(z.number()),
    column: z.optional(z.number()),
  }),
);

export interface LocatedPlace {
  readonly file?: string;
  /** Where the file is what the named one was generated from. */
  readonly line?: number;
  readonly column?: number;
  /** Without `file`: a container that has a file there itself. */
  readonly inContainer?: { readonly containerId: ContainerId; readonly path: string };
}

/** What an address that a container prints is on this machine: its ports are published as others. */
export const logsAddress = request<LogAddress>()(
  'hyperbox/logs/address',
  z.object({ streamId, source: z.string(), url: z.string() }),
);

export interface LogAddress {
  readonly url: string;
  /** It means the container itself, which does not publish this port: nothing answers, or another does. */
  readonly unpublished?: number;
}
