/**
 * Runs one job a key: at once for the first call, and while that one runs, any number of further
 * calls make one more run after it. At most `concurrency` jobs run together; the others wait in line.
 */
export class Coalescer {
  readonly #run: (key: string) => Promise<void>;
  readonly #concurrency: number;
  readonly #waiting = new Set<string>();
  readonly #running = new Set<string>();

  /** `run` must not reject. */
  constructor(run: (key: string) => Promise<void>, options: { readonly concurrency: number }) {
    this.#run = run;
    this.#concurrency = options.concurrency;
  }

  request(key: string): void {
    this.#waiting.add(key);
    this.#next();
  }

  isRunning(key: string): boolean {
    return this.#running.has(key);
  }

  /** Forgets the runs that have not begun. */
  clear(): void {
    this.#waiting.clear();
  }

  #next(): void {
    for (const key of this.#waiting) {
      if (this.#running.size >= this.#concurrency) return;
      if (this.#running.has(key)) continue;
      this.#waiting.delete(key);
      this.#running.add(key);
      void this.#run(key).finally(() => {
        this.#running.delete(key);
        this.#next();
      });
    }
  }
}
