/** A list of the server's that is patched by what changed. Order is the server's, then arrival. */
export class KeyedList<T> {
  readonly #keyOf: (item: T) => string;
  #items = new Map<string, T>();

  constructor(keyOf: (item: T) => string) {
    this.#keyOf = keyOf;
  }

  get items(): readonly T[] {
    return [...this.#items.values()];
  }

  get(key: string): T | undefined {
    return this.#items.get(key);
  }

  replace(items: readonly T[]): void {
    this.#items = new Map(items.map((item) => [this.#keyOf(item), item]));
  }

  /** What was both removed and sent anew is there: an id that comes back was recreated. */
  patch(upserted: readonly T[], removed: readonly string[]): void {
    for (const key of removed) this.#items.delete(key);
    for (const item of upserted) this.#items.set(this.#keyOf(item), item);
  }
}
