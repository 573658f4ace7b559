/**
 * Lets at most `limit` pieces of work run at once, the most urgent first. What is announced keeps a
 * place free from what is less urgent, so that it need not wait for work that came a moment earlier.
 */
export class Turns {
  readonly #limit: number;
  readonly #announced: number[] = [];
  readonly #waiting: { readonly urgency: number; readonly begin: () => void }[] = [];
  #running = 0;

  constructor(limit: number) {
    this.#limit = limit;
  }

  /** Says that work is about to come; to be withdrawn once it has, or when it will not. */
  announce(urgency: number): () => void {
    this.#announced.push(urgency);
    let withdrawn = false;
    return () => {
      if (withdrawn) return;
      withdrawn = true;
      this.#announced.splice(this.#announced.indexOf(urgency), 1);
      this.#pump();
    };
  }

  async run<T>(work: () => Promise<T>, urgency = 0): Promise<T> {
    await new Promise<void>((begin) => {
      const later = this.#waiting.findIndex((other) => other.urgency < urgency);
      this.#waiting.splice(later < 0 ? this.#waiting.length : later, 0, { urgency, begin });
      this.#pump();
    });
    try {
      return await work();
    } finally {
      this.#running--;
      this.#pump();
    }
  }

  #pump(): void {
    for (;;) {
      const next = this.#waiting[0];
      if (next === undefined) return;
      const before = this.#announced.filter((urgency) => urgency > next.urgency).length;
      if (this.#running + before >= this.#limit) return;
      this.#waiting.shift();
      this.#running++;
      next.begin();
    }
  }
}
