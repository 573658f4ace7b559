interface Job {
  readonly services: ReadonlySet<string>;
}

/**
 * Runs jobs, those that share a service one after the other, others side by side. A job that waits
 * takes up what comes for its services.
 */
export class Lanes<J extends Job> {
  readonly #run: (job: J) => Promise<void>;
  readonly #join: (earlier: J, later: J) => J;
  readonly #running = new Set<J>();
  #waiting: J[] = [];

  /** `run` must not reject. */
  constructor(options: {
    readonly run: (job: J) => Promise<void>;
    readonly join: (earlier: J, later: J) => J;
  }) {
    this.#run = options.run;
    this.#join = options.join;
  }

  add(job: J): void {
    const related = this.#waiting.filter((other) => share(other, job));
    this.#waiting = this.#waiting.filter((other) => !related.includes(other));
    this.#waiting.push([...related, job].reduce(this.#join));
    this.#next();
  }

  /** Forgets what has not begun. */
  clear(): void {
    this.#waiting = [];
  }

  #next(): void {
    for (const job of [...this.#waiting]) {
      if ([...this.#running].some((other) => share(other, job))) continue;
      this.#waiting = this.#waiting.filter((other) => other !== job);
      this.#running.add(job);
      void this.#run(job).finally(() => {
        this.#running.delete(job);
        this.#next();
      });
    }
  }
}

const share = (a: Job, b: Job): boolean => !a.services.isDisjointFrom(b.services);
