import type { LogLine } from '#shared/protocol/logs';
import type { Clock } from '../base/clock.ts';
import type { Disposable } from '../base/disposable.ts';

export interface LogBatch {
  readonly lines: readonly LogLine[];
  /** How many lines were left out before these, to keep up. */
  readonly dropped: number;
}

/**
 * Where the lines of one stream go. Today that is its client; a ring on disk, for searching further
 * back than a view holds, is another sink beside it.
 */
export type LogSink = (batch: LogBatch) => void;

const frameMs = 16;
const maxLines = 5000;

/**
 * Numbers lines and hands them on at most once a frame: the first after a pause at once, the others
 * together, in the order of their times, since each container's lines come on their own way. More
 * than 5,000 lines in one frame are more than anybody reads: the oldest are dropped.
 */
export class LineBatcher implements Disposable {
  readonly #sink: LogSink;
  readonly #clock: Clock;
  #lines: Omit<LogLine, 'seq'>[] = [];
  #dropped = 0;
  #seq = 0;
  #lastMs = 0;
  #timer: NodeJS.Timeout | undefined;

  constructor(sink: LogSink, clock: Clock) {
    this.#sink = sink;
    this.#clock = clock;
  }

  push(line: Omit<LogLine, 'seq'>): void {
    this.#lines.push(line);
    if (this.#lines.length >= 2 * maxLines) this.#drop();
    if (this.#timer !== undefined) return;
    const wait = Math.max(0, this.#lastMs + frameMs - this.#clock.now());
    this.#timer = setTimeout(() => {
      this.#flush();
    }, wait);
  }

  /** For history: all of it, however long, in messages of a bearable size. */
  pushAll(lines: readonly Omit<LogLine, 'seq'>[]): void {
    this.#flush();
    for (let from = 0; from < lines.length; from += maxLines) {
      const part = lines.slice(from, from + maxLines);
      this.#sink({ lines: this.#number(part), dropped: 0 });
    }
  }

  dispose(): void {
    clearTimeout(this.#timer);
    this.#lines = [];
  }

  #flush(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#drop();
    if (this.#lines.length === 0) return;
    // Stable: lines of one time stay as they came.
    const lines = this.#lines.sort((a, b) => a.timeMs - b.timeMs);
    const dropped = this.#dropped;
    this.#lines = [];
    this.#dropped = 0;
    this.#lastMs = this.#clock.now();
    this.#sink({ lines: this.#number(lines), dropped });
  }

  #number(lines: readonly Omit<LogLine, 'seq'>[]): readonly LogLine[] {
    return lines.map((line) => ({ seq: this.#seq++, ...line }));
  }

  #drop(): void {
    const excess = this.#lines.length - maxLines;
    if (excess <= 0) return;
    this.#dropped += excess;
    // Those that are missing have numbers too: a gap says that something was there.
    this.#seq += excess;
    this.#lines.splice(0, excess);
  }
}
