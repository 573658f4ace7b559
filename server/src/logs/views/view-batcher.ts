import type { LogLine } from '#shared/protocol/logs';
import type { Clock } from '../../base/clock.ts';
import type { Disposable } from '../../base/disposable.ts';
import type { LogBatch } from '../line-batcher.ts';
import { positionOf } from '../ring/position.ts';
import type { FilteredLine } from '../ring/contract.ts';

/** A line that has been kept, as a view has it. */
export interface ShownLine extends FilteredLine {
  readonly containerId: LogLine['containerId'];
  readonly ring: string;
  readonly offset: number;
}

export interface ViewBatcherOptions {
  readonly sink: (batch: LogBatch & { readonly behind?: number }) => void;
  readonly clock: Clock;
}

const frameMs = 16;
/** When more comes than a view takes, it changes as often as one can still follow, and costs little. */
const busyFrameMs = 100;
/** More than this in one frame nobody reads; it can be read back. */
const maxLines = 1000;
const behindMs = 250;

/**
 * Hands lines on to a view at most once a frame: the first after a pause at once. Of too many the oldest
 * are left out. While the view does not follow, it hears how many there would be.
 */
export class ViewBatcher implements Disposable {
  readonly #options: ViewBatcherOptions;
  #lines: ShownLine[] = [];
  #dropped = 0;
  #behind: number | undefined;
  #seq = 0;
  #lastMs = 0;
  #pauseMs = frameMs;
  #timer: NodeJS.Timeout | undefined;

  constructor(options: ViewBatcherOptions) {
    this.#options = options;
  }

  push(lines: readonly ShownLine[]): void {
    if (lines.length === 0) return;
    if (this.#behind === undefined) {
      for (const line of lines) this.#lines.push(line);
      if (this.#lines.length >= 4 * maxLines) this.#drop();
    } else this.#behind += lines.length;
    const wait = this.#lastMs + this.#pauseMs - this.#options.clock.now();
    this.#timer ??= setTimeout(
      () => {
        this.flush();
      },
      Math.max(0, wait),
    );
  }

  /** For history: all of it, in messages of a bearable size. */
  pushAll(lines: readonly Omit<LogLine, 'seq'>[]): void {
    for (let from = 0; from < lines.length; from += maxLines) {
      const part = lines.slice(from, from + maxLines);
      this.#options.sink({ lines: part.map((line) => this.#number(line)), dropped: 0 });
    }
  }

  /** What has come before counts as it was before. */
  follow(follow: boolean): void {
    this.flush();
    this.#behind = follow ? undefined : 0;
    this.#pauseMs = follow ? frameMs : behindMs;
  }

  flush(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#lastMs = this.#options.clock.now();
    if (this.#behind !== undefined) {
      if (this.#behind > 0) this.#options.sink({ lines: [], dropped: 0, behind: this.#behind });
      return;
    }
    this.#drop();
    if (this.#lines.length === 0) return;
    const [lines, dropped] = [this.#lines, this.#dropped];
    this.#lines = [];
    this.#dropped = 0;
    this.#pauseMs = dropped > 0 ? busyFrameMs : frameMs;
    this.#options.sink({ lines: lines.map((line) => this.#number(lineOf(line))), dropped });
  }

  dispose(): void {
    clearTimeout(this.#timer);
    this.#lines = [];
  }

  #number(line: Omit<LogLine, 'seq'>): LogLine {
    return { seq: this.#seq++, ...line };
  }

  #drop(): void {
    const excess = this.#lines.length - maxLines;
    if (excess <= 0) return;
    this.#dropped += excess;
    // Those that are missing have numbers too: a gap says that something was there.
    this.#seq += excess;
    this.#lines = this.#lines.slice(excess);
  }
}

const lineOf = (line: ShownLine): Omit<LogLine, 'seq'> => ({
  at: positionOf(line.ring, line.offset),
  timeMs: line.timeMs,
  source: line.source,
  ...(line.containerId !== undefined && { containerId: line.containerId }),
  stream: line.stream,
  text: line.text,
});
