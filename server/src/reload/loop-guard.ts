import type { Clock } from '../base/clock.ts';

/** A change so soon after a restart is most likely the service's own. */
const soonMs = 3000;
const allowed = 3;
const forgivenAfterMs = 30_000;

/**
 * Breaks the circle of a service that writes into its own bind mount when it starts and is restarted
 * for that. Changes that a person made in the editor never count.
 */
export class LoopGuard {
  readonly #clock: Clock;
  readonly #services = new Map<string, { finishedAt: number; streak: number; lastAt: number }>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Whether the service may be restarted for a change that the editor knows nothing of. */
  allows(service: string): boolean {
    const record = this.#services.get(service);
    if (record === undefined) return true;
    const now = this.#clock.now();
    if (now - record.lastAt > forgivenAfterMs) record.streak = 0;
    // Once it is muted, silence alone ends that: there are no restarts any more to measure from.
    const own = record.streak >= allowed || now - record.finishedAt < soonMs;
    record.streak = own ? record.streak + 1 : 0;
    record.lastAt = now;
    return record.streak <= allowed;
  }

  /** Whether the last refusal was the first of its row, the one worth a word. */
  isNews(service: string): boolean {
    return this.#services.get(service)?.streak === allowed + 1;
  }

  restarted(service: string): void {
    const now = this.#clock.now();
    const record = this.#services.get(service);
    if (record === undefined)
      this.#services.set(service, { finishedAt: now, streak: 0, lastAt: now });
    else record.finishedAt = now;
  }

  savedInEditor(service: string): void {
    const record = this.#services.get(service);
    if (record !== undefined) record.streak = 0;
  }
}
