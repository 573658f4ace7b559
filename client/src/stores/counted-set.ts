/** Who needs what, counted: a thing is wanted as long as anybody wants it. */
export class CountedSet<T> {
  readonly #counts = new Map<T, number>();

  /** Answers whether this was the first. */
  add(value: T): boolean {
    const count = this.#counts.get(value) ?? 0;
    this.#counts.set(value, count + 1);
    return count === 0;
  }

  /** Answers whether this was the last. */
  delete(value: T): boolean {
    const count = this.#counts.get(value) ?? 0;
    if (count > 1) this.#counts.set(value, count - 1);
    else this.#counts.delete(value);
    return count === 1;
  }

  get values(): readonly T[] {
    return [...this.#counts.keys()];
  }
}
