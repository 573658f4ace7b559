import type { KeptLine } from '../contract.ts';
import type { Cursor, Direction } from './cursor.ts';
import { comparePlaces } from './place.ts';

/** Characters that are held at once: a hundred lines of 10 MB must not be. */
const mostLength = 8 * 1024 * 1024;

/** The lines of several rings as one, in order. */
export class Merge {
  readonly #cursors: readonly Cursor[];
  readonly #sign: 1 | -1;
  readonly #pause: () => Promise<void>;

  constructor(
    cursors: readonly Cursor[],
    { direction, pause }: { readonly direction: Direction; readonly pause: () => Promise<void> },
  ) {
    this.#cursors = cursors;
    this.#sign = direction === 'forwards' ? 1 : -1;
    this.#pause = pause;
  }

  /** At most so many of the next lines; fewer at the end, or when they are very long. */
  async take(most: number): Promise<KeptLine[]> {
    const lines: KeptLine[] = [];
    let length = 0;
    while (lines.length < most && length < mostLength) {
      const line = (await this.#next())?.take();
      if (line === undefined) break;
      lines.push(line);
      length += line.text.length;
    }
    return lines;
  }

  async isEnded(): Promise<boolean> {
    return (await this.#next()) === undefined;
  }

  async #next(): Promise<Cursor | undefined> {
    for (const cursor of this.#cursors) {
      while (cursor.place === undefined && !cursor.isEnded) {
        await this.#pause();
        await cursor.load();
      }
    }
    let first: Cursor | undefined;
    for (const cursor of this.#cursors) {
      if (cursor.place === undefined) continue;
      if (first?.place === undefined || comparePlaces(cursor.place, first.place) * this.#sign < 0)
        first = cursor;
    }
    return first;
  }
}
