import type { LogLine } from '#shared/protocol/logs';

/**
 * Knows where a log was left off, so that a stream that is opened later goes on from there: a stream can
 * begin at a time only, and the lines of that time may have been shown already.
 */
export class ShownLines {
  #lastMs: number | undefined;
  #atLast = new Set<string>();

  /** Where to go on; `undefined` when nothing was shown. */
  get sinceMs(): number | undefined {
    return this.#lastMs;
  }

  /** Those of them that were not shown before; from now on they were. */
  take(lines: readonly LogLine[]): readonly LogLine[] {
    const fresh = lines.filter((line) => !this.#atLast.has(keyOf(line)));
    for (const line of fresh) this.#keep(line);
    return fresh;
  }

  #keep(line: LogLine): void {
    if (this.#lastMs !== undefined && line.timeMs < this.#lastMs) return;
    if (line.timeMs !== this.#lastMs) this.#atLast.clear();
    this.#lastMs = line.timeMs;
    this.#atLast.add(keyOf(line));
  }
}

/** Two lines of one container may be the same to the millisecond and the letter: their places differ. */
const keyOf = ({ at, timeMs, source, stream, text }: LogLine): string =>
  `${source} ${at ?? `${String(timeMs)} ${stream} ${text}`}`;
