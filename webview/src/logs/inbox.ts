import type { PageLine } from '#shared/panels/logs';

/** Lines on their way to the list: while the page is paused, they wait here. */
export class Inbox {
  readonly #limit: number;
  #waiting: PageLine[] = [];
  #paused = false;
  #count = 0;

  constructor(limit: number) {
    this.#limit = limit;
  }

  get paused(): boolean {
    return this.#paused;
  }

  /** How many lines came since the pause; the oldest of them may be gone. */
  get count(): number {
    return this.#count;
  }

  /** Returns the lines to show now. */
  take(lines: readonly PageLine[]): readonly PageLine[] {
    if (!this.#paused) return lines;
    this.#count += lines.length;
    for (const line of lines) this.#waiting.push(line);
    const excess = this.#waiting.length - this.#limit;
    if (excess > 0) this.#waiting.splice(0, excess);
    return [];
  }

  pause(): void {
    this.#paused = true;
  }

  /** Returns the lines that waited. */
  resume(): readonly PageLine[] {
    const waited = this.#waiting;
    this.reset();
    this.#paused = false;
    return waited;
  }

  reset(): void {
    this.#waiting = [];
    this.#count = 0;
  }
}
