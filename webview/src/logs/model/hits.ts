import type { Entry } from './entry.ts';
import { matchesIn, type Query } from '#shared/logs/query';

/** A line that holds matches, and how many. */
interface Hit {
  readonly entry: Entry;
  readonly count: number;
}

/** One match: the nth of its line. */
export interface Place {
  readonly entry: Entry;
  readonly nth: number;
}

/** The matches in the lines that are shown, kept up to date as lines come and go. */
export class Hits {
  #hits: Hit[] = [];
  #total = 0;

  get total(): number {
    return this.#total;
  }

  reset(query: Query, entries: readonly Entry[]): void {
    this.#hits = [];
    this.#total = 0;
    this.add(query, entries);
  }

  add(query: Query, entries: readonly Entry[]): void {
    if (query.kind !== 'pattern') return;
    for (const entry of entries) {
      const count = matchesIn(query, entry.text).length;
      if (count === 0) continue;
      this.#hits.push({ entry, count });
      this.#total += count;
    }
  }

  /** Forgets lines before `order`. */
  dropBefore(order: number): void {
    const kept = this.#firstFrom(order);
    for (const { count } of this.#hits.splice(0, kept)) this.#total -= count;
  }

  /** The match after (or before) a place, going round at the ends. */
  step(from: Place | undefined, direction: 1 | -1): Place | undefined {
    if (this.#hits.length === 0) return undefined;
    const order = from?.entry.order ?? (direction === 1 ? -1 : Infinity);
    const at = this.#firstFrom(order);
    const here = this.#hits[at];
    if (from !== undefined && here?.entry === from.entry) {
      const nth = from.nth + direction;
      if (nth >= 0 && nth < here.count) return { entry: here.entry, nth };
      return this.#edge(at + direction, direction);
    }
    return this.#edge(direction === 1 ? at : at - 1, direction);
  }

  /** The number of a place among all, from 1; 0 when it is not there any more. */
  numberOf({ entry, nth }: Place): number {
    const at = this.#firstFrom(entry.order);
    if (this.#hits[at]?.entry !== entry) return 0;
    return this.#hits.slice(0, at).reduce((sum, { count }) => sum + count, nth + 1);
  }

  #edge(at: number, direction: 1 | -1): Place | undefined {
    const hit = this.#hits[(at + this.#hits.length) % this.#hits.length];
    return hit && { entry: hit.entry, nth: direction === 1 ? 0 : hit.count - 1 };
  }

  #firstFrom(order: number): number {
    let low = 0;
    let high = this.#hits.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.#hits[middle]?.entry.order ?? Infinity) < order) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
