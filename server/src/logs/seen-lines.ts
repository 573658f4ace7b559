import type { LogEntry } from '../engines/contract.ts';

/**
 * How far back a stream is read again. The two outputs of a container are written to its log by two
 * readers, so that a line may come in after one with a slightly later time.
 */
export const overlapMs = 250;
/** Where so much comes at once, that little of it comes in late. */
const mostKept = 4096;

/** What tells lines of one container apart. */
export type SeenLine = Pick<LogEntry, 'stream' | 'time' | 'timeMs' | 'text'>;

/**
 * What was seen of one container's log, so that it can be read again from a time that the engine knows
 * (`since`, in milliseconds) with no line lost and none doubled.
 */
export class SeenLines {
  #recent: SeenLine[] = [];
  #newestMs = 0;
  /** Of what came before, not all is known. */
  #keptFromMs = 0;
  #floor = '';
  #again: Map<string, number> | undefined;
  /** Of the newest line when the log was last read again: later ones cannot have been seen. */
  #againUntilMs = 0;
  #nextSweep = 256;

  /** Lines before this one were left out on purpose and stay out. */
  startAt(line: SeenLine): void {
    this.#floor = line.time;
  }

  /** Where to read from now; `undefined` for everything. Lines that were seen are skipped from here. */
  resume(): number | undefined {
    if (this.#recent.length === 0) return undefined;
    this.#forgetOld();
    this.#again = new Map();
    this.#againUntilMs = this.#newestMs;
    for (const line of this.#recent) {
      const key = keyOf(line);
      this.#again.set(key, (this.#again.get(key) ?? 0) + 1);
    }
    return Math.max(this.#keptFromMs, this.#newestMs - overlapMs);
  }

  /** False for a line that was seen before the last `resume`. */
  isNew(line: SeenLine): boolean {
    if (line.time < this.#floor) return false;
    const again = line.timeMs <= this.#againUntilMs ? this.#again : undefined;
    if (again !== undefined && wasSeen(line, again)) return false;
    this.#recent.push(line);
    if (line.timeMs > this.#newestMs) this.#newestMs = line.timeMs;
    if (this.#recent.length >= this.#nextSweep) this.#forgetOld();
    return true;
  }

  /** Called when the list has doubled, so that its cost a line is constant. */
  #forgetOld(): void {
    const from = this.#newestMs - overlapMs;
    this.#recent = this.#recent.filter((line) => line.timeMs >= from);
    const excess = this.#recent.length - mostKept;
    if (excess > 0) {
      // The engine is asked from a millisecond on: one of which something is missing would seem new.
      this.#keptFromMs = (this.#recent[excess - 1]?.timeMs ?? 0) + 1;
      this.#recent = this.#recent.filter(({ timeMs }) => timeMs >= this.#keptFromMs);
    }
    this.#nextSweep = Math.max(256, this.#recent.length * 2);
  }
}

const wasSeen = (line: SeenLine, again: Map<string, number>): boolean => {
  const key = keyOf(line);
  const left = again.get(key) ?? 0;
  if (left === 0) return false;
  if (left === 1) again.delete(key);
  else again.set(key, left - 1);
  return true;
};

const keyOf = (line: SeenLine): string => `${line.time} ${line.stream} ${line.text}`;
