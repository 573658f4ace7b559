/** Work of one key is done one piece after the other, in the order it came; that of others goes on beside it. */
export class KeyedTurns {
  readonly #last = new Map<string, Promise<unknown>>();

  /** Answers as the work does; what fails keeps nothing from its turn. */
  run<T>(key: string, work: () => Promise<T>): Promise<T> {
    const turn = (this.#last.get(key) ?? Promise.resolve()).then(work);
    const over = turn
      .catch(() => undefined)
      .then(() => {
        if (this.#last.get(key) === over) this.#last.delete(key);
      });
    this.#last.set(key, over);
    return turn;
  }

  /** All that came until now is over, well or not. */
  async settled(): Promise<void> {
    await Promise.all(this.#last.values());
  }
}
