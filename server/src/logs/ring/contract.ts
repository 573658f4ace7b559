import type { LogFilter, LogQuery } from '#shared/logs/filter';
import type { LogLine, LogPosition } from '#shared/protocol/logs';
import type { BlockList } from './block.ts';

/** A line as it is kept. */
export interface LogRecord {
  /** The service, or the container that is of none. */
  readonly source: string;
  readonly containerId?: string;
  readonly stream: LogLine['stream'];
  /** RFC 3339 with nanoseconds, as the engine gives it; it is read back letter for letter. */
  readonly time: string;
  /** The same, in milliseconds. */
  readonly timeMs: number;
  /** Any bytes, without the line end. They are copied: the buffer may be used again. */
  readonly text: string | Buffer;
}

export interface LogLimits {
  /** Of each ring; the oldest lines go first, a sixteenth of it at a time. */
  readonly ringBytes: number;
  readonly ageMs: number;
  /** Of all rings together: the one goes that was not used for the longest time and is not open. */
  readonly totalBytes: number;
  /** True: a ring is removed when the last one who has it open closes it. */
  readonly forgetOnClose?: boolean;
}

/**
 * All rings below one folder. Several servers may use the folder: a ring has one writer, and a second
 * server that opens the same key gets a ring of its own beside it, which it fills from the engine.
 */
export interface LogRings {
  /**
   * The ring of a compose project, or `container:<name>`. Everyone in this server who opens a key has
   * the same ring; each closes it once. Nothing is written before the first line is.
   */
  open(key: string): Promise<LogRing>;
  /** Whether lines are kept for the key, open or not. */
  has(key: string): Promise<boolean>;
  /** Nothing is kept of a ring that nobody has open. */
  readonly forgets: boolean;
  /** Counts at once, also for rings that are open. */
  setLimits(limits: LogLimits): void;
  /** Everything is on disk when it resolves; all rings are closed. */
  dispose(): Promise<void>;
}

export interface LogRing {
  readonly key: string;
  /** All whose lines are still kept, in no order. */
  readonly origins: readonly LogOrigin[];
  readonly statistics: RingStatistics;

  /**
   * Adds a line and says where it stands, for `positionOf`. Copies the bytes and returns; never throws.
   * What cannot be written (a full disk) is counted in `statistics.lost`.
   */
  append(record: LogRecord): number;
  /** More waits for the disk than should: nothing more is to be appended before `drained`. */
  readonly isBehind: boolean;
  drained(): Promise<void>;
  /** What was appended so far is in the files, and survives the death of this process. */
  flush(): Promise<void>;
  /** For views: what is kept at this moment. */
  blocks(): Promise<BlockList>;

  /**
   * Where the ring stands for a container, so that its log can be read on from the engine with no line
   * lost or doubled; `undefined` when no line of it is kept.
   */
  standOf(
    containerId: string,
    options: { readonly overlapMs: number },
  ): Promise<RingStand | undefined>;

  /** Whole files go, so that some lines that are older may stay. */
  forgetBefore(timeMs: number): Promise<void>;
  /** For one `open`; the last one writes what is left. */
  close(): Promise<void>;
}

export interface LogOrigin {
  readonly source: string;
  readonly containerId?: string;
  /** The time of its newest line that is no marker; absent when there is none. */
  readonly newestMs?: number;
}

export interface RingStand {
  /** Of the newest line that is no marker. */
  readonly time: string;
  readonly timeMs: number;
  /** Those of the last `overlapMs` before it, it included, without markers; texts are buffers. */
  readonly recent: readonly (LogRecord & { readonly text: Buffer })[];
  /** The last few markers of the container, oldest first. */
  readonly markers: readonly LogRecord[];
}

export interface RingStatistics {
  readonly bytes: number;
  readonly records: number;
  /** Records that were found damaged when the ring was opened, or since: they are left out. */
  readonly damaged: number;
  /** Lines that could not be written. */
  readonly lost: number;
}

/** A line as it is read; the caller counts `seq`. */
export type KeptLine = Omit<LogLine, 'seq'> & { readonly at: LogPosition; readonly time: string };

/** What of a ring is part of a view. */
export interface RingPart {
  readonly ring: LogRing;
  /** All when absent; asked once for an origin. */
  readonly includes?: (origin: LogOrigin) => boolean;
  /** The key of a source in the view; its name when absent. */
  readonly keyOf?: (source: string) => string;
}

/**
 * Several rings, merged by time, through a filter (`openView` of `view/view.ts`). In one ring order is that of `append`; a line that
 * is older than the one before it is taken to be as old as that one, so that order never changes.
 * Everything works in slices of a few milliseconds, rejects with `cancelled` when the signal fires, and
 * is about the lines that were there when it was asked.
 */
export interface LogView {
  readonly filter: LogFilter;
  read(options: ReadOptions): Promise<ReadResult>;
  /** The next line that matches from a place on, itself not counted; goes round at the ends. */
  find(options: FindOptions): Promise<{ readonly at?: LogPosition; readonly wrapped: boolean }>;
  /** Lines that match, and how many of them up to `upTo`, it included. All lines without a query. */
  count(options: CountOptions): Promise<{ readonly total: number; readonly upTo: number }>;
  /** All lines, oldest first, in batches; the next is read when the last one was taken. */
  lines(signal?: AbortSignal): AsyncIterable<readonly KeptLine[]>;
  /** Hands on all lines as text, some kilobytes at a time; resolves with how many lines it were. */
  save(options: SaveOptions): Promise<number>;
}

export interface ReadOptions {
  /** A line, a time, or the end when absent. A line that is no longer kept: the oldest after it. */
  readonly at?: LogPosition | { readonly timeMs: number } | undefined;
  readonly before: number;
  readonly after: number;
  readonly signal?: AbortSignal | undefined;
}

export interface ReadResult {
  /** Fewer than were asked for, too, where they are megabytes long: `atStart` and `atEnd` tell. */
  readonly lines: readonly KeptLine[];
  readonly atStart: boolean;
  readonly atEnd: boolean;
}

export interface FindOptions {
  readonly query: LogQuery;
  readonly from?: LogPosition | undefined;
  readonly direction: 'next' | 'previous';
  readonly signal?: AbortSignal | undefined;
}

export interface CountOptions {
  readonly query?: LogQuery | undefined;
  readonly upTo?: LogPosition | undefined;
  /** Only lines after this one, for how many have come since. */
  readonly after?: LogPosition | undefined;
  readonly signal?: AbortSignal | undefined;
}

export interface SaveOptions {
  readonly format: 'text' | 'ndjson';
  readonly write: (text: string) => Promise<void> | void;
  readonly signal?: AbortSignal | undefined;
}

/**
 * The same filter for lines as they come (`view/live-filter.ts`): what to show because of these, in
 * order, which may be earlier lines too (their context, the beginning of their stack trace). A regular
 * expression that takes for ever matches nothing: `read` says why.
 */
export interface LiveFilter<Line extends FilteredLine> {
  push(lines: readonly Line[]): readonly Line[];
}

export interface FilteredLine {
  /** The key in the view. */
  readonly source: string;
  readonly containerId?: string | undefined;
  readonly stream: LogLine['stream'];
  readonly timeMs: number;
  readonly text: string;
}
