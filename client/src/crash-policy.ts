/** More crashes than `limit` within `windowMs` mean that starting again will not help. */
export class CrashPolicy {
  readonly #limit: number;
  readonly #windowMs: number;
  readonly #now: () => number;
  #crashes: number[] = [];

  constructor(limit = 4, windowMs = 180_000, now: () => number = Date.now) {
    this.#limit = limit;
    this.#windowMs = windowMs;
    this.#now = now;
  }

  /** Notes a crash and says whether to start again. */
  crashed(): 'restart' | 'give-up' {
    const now = this.#now();
    this.#crashes = [...this.#crashes.filter((time) => now - time < this.#windowMs), now];
    return this.#crashes.length > this.#limit ? 'give-up' : 'restart';
  }

  reset(): void {
    this.#crashes = [];
  }
}
