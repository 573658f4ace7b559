import type { Entry } from './model/entry.ts';

/**
 * Whole lines, chosen in the gutter or by "select all". The browser's own selection covers only the
 * rows that are in sight, as there are no others.
 */
export class LineSelection {
  #from: number | undefined;
  #to = 0;

  get any(): boolean {
    return this.#from !== undefined;
  }

  has({ order }: Entry): boolean {
    if (this.#from === undefined) return false;
    return order >= Math.min(this.#from, this.#to) && order <= Math.max(this.#from, this.#to);
  }

  /** Starts at a line, or with `extend` goes on from where it started. */
  take({ order }: Entry, { extend }: { readonly extend: boolean }): void {
    if (!extend || this.#from === undefined) this.#from = order;
    this.#to = order;
  }

  all(): void {
    this.#from = -1;
    this.#to = Infinity;
  }

  clear(): void {
    this.#from = undefined;
  }
}
