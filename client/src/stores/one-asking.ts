/** Asks the server for what is wanted: several wishes in one turn are one asking. */
export class OneAsking {
  readonly #ask: () => Promise<void>;
  #running: Promise<void> | undefined;

  constructor(ask: () => Promise<void>) {
    this.#ask = ask;
  }

  begin(): void {
    this.#running ??= Promise.resolve()
      .then(() => this.#ask())
      .finally(() => {
        this.#running = undefined;
      });
  }

  /** Resolves when everything that is wanted has been asked for and answered. */
  async settled(): Promise<void> {
    while (this.#running !== undefined) await this.#running;
  }
}
