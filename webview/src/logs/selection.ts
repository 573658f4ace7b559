/**
 * Whole lines, chosen in the gutter, with keys or by "select all". The browser's own selection covers
 * only the rows that are in sight, as there are no others. Lines are known by their number.
 */
export class LineSelection {
  #from: number | undefined;
  #to = 0;

  get any(): boolean {
    return this.#from !== undefined;
  }

  has(number: number): boolean {
    if (this.#from === undefined) return false;
    return number >= Math.min(this.#from, this.#to) && number <= Math.max(this.#from, this.#to);
  }

  /** Starts at a line, or with `extend` goes on from where it started. */
  take(number: number, { extend }: { readonly extend: boolean }): void {
    if (!extend || this.#from === undefined) this.#from = number;
    this.#to = number;
  }

  all(): void {
    this.#from = -Infinity;
    this.#to = Infinity;
  }

  clear(): void {
    this.#from = undefined;
  }
}
