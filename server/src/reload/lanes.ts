import type { ReloadStep } from './plan.ts';

/** Work on some services that has not begun yet may still grow. */
export interface ReloadJob {
  readonly services: Set<string>;
  readonly steps: Set<ReloadStep>;
  readonly files: Set<string>;
}

/**
 * Runs jobs, those that share a service one after the other, others side by side. A job that waits
 * takes up what comes for its services: only the newest state of the files matters.
 */
export class Lanes {
  readonly #run: (job: ReloadJob) => Promise<void>;
  readonly #running = new Set<ReloadJob>();
  #waiting: ReloadJob[] = [];

  /** `run` must not reject. */
  constructor(run: (job: ReloadJob) => Promise<void>) {
    this.#run = run;
  }

  add(job: ReloadJob): void {
    const related = this.#waiting.filter((other) => share(other, job));
    this.#waiting = this.#waiting.filter((other) => !related.includes(other));
    this.#waiting.push([...related, job].reduce(joined, empty()));
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

const share = (a: ReloadJob, b: ReloadJob): boolean => !a.services.isDisjointFrom(b.services);

const empty = (): ReloadJob => ({ services: new Set(), steps: new Set(), files: new Set() });

const joined = (a: ReloadJob, b: ReloadJob): ReloadJob => ({
  services: a.services.union(b.services),
  steps: a.steps.union(b.steps),
  files: a.files.union(b.files),
});
