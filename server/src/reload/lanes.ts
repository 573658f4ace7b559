interface Job {
  readonly services: ReadonlySet<string>;
}

/**
 * Runs jobs, those that share a service one after the other, others side by side. A job that waits
 * takes up what comes for its services.
 */
export class Lanes<J extends Job> {
  readonly #run: (job: J, outdated: AbortSignal) => Promise<void>;
  readonly #join: (earlier: J, later: J) => J;
  readonly #running = new Map<J, AbortController>();
  #waiting: J[] = [];

  /** `run` must not reject. Its signal says that a job waits for this one. */
  constructor(options: {
    readonly run: (job: J, outdated: AbortSignal) => Promise<void>;
    readonly join: (earlier: J, later: J) => J;
  }) {
    this.#run = options.run;
    this.#join = options.join;
  }

  add(job: J): void {
    const related = this.#waiting.filter((other) => share(other, job));
    this.#waiting = this.#waiting.filter((other) => !related.includes(other));
    this.#waiting.push([...related, job].reduce(this.#join));
    for (const [other, outdated] of this.#running) if (share(other, job)) outdated.abort();
    this.#next();
  }

  /** Forgets what has not begun. */
  clear(): void {
    this.#waiting = [];
  }

  #next(): void {
    for (const job of [...this.#waiting]) {
      if ([...this.#running.keys()].some((other) => share(other, job))) continue;
      this.#waiting = this.#waiting.filter((other) => other !== job);
      const outdated = new AbortController();
      this.#running.set(job, outdated);
      void this.#run(job, outdated.signal).finally(() => {
        this.#running.delete(job);
        this.#next();
      });
    }
  }
}

const share = (a: Job, b: Job): boolean => !a.services.isDisjointFrom(b.services);
