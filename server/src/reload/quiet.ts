import { isCancelled } from '../base/error.ts';
import type { Clock } from '../base/clock.ts';
import type { Disposable } from '../base/disposable.ts';

const shortestMs = 20;
const longestMs = 200;
/** Something that never falls quiet is acted on all the same. */
const patienceMs = 2000;

/**
 * Waits until a burst is over. One save is acted on after 20 ms; every further one doubles the quiet
 * that is waited for, up to 200 ms, so that a checkout of a thousand files is one change.
 */
export class Quiet implements Disposable {
  readonly #clock: Clock;
  readonly #onQuiet: () => void;
  readonly #isBusy: () => boolean;
  #waiting: AbortController | undefined;
  #quietMs = shortestMs;
  #firstAt = 0;

  constructor(options: {
    readonly clock: Clock;
    readonly onQuiet: () => void;
    /** Whether more of the burst is known to come. */
    readonly isBusy?: () => boolean;
  }) {
    this.#clock = options.clock;
    this.#onQuiet = options.onQuiet;
    this.#isBusy = options.isBusy ?? (() => false);
  }

  disturb(): void {
    const now = this.#clock.now();
    if (this.#waiting === undefined) {
      this.#firstAt = now;
      this.#quietMs = shortestMs;
    } else {
      this.#waiting.abort();
      this.#quietMs = Math.min(this.#quietMs * 2, longestMs);
    }
    const left = Math.max(0, this.#firstAt + patienceMs - now);
    void this.#wait(Math.min(this.#quietMs, left));
  }

  dispose(): void {
    this.#waiting?.abort();
    this.#waiting = undefined;
  }

  async #wait(ms: number): Promise<void> {
    const waiting = (this.#waiting = new AbortController());
    try {
      await this.#clock.sleep(ms, waiting.signal);
    } catch (error) {
      if (isCancelled(error)) return;
      throw error;
    }
    // The timer may have fired just as the next disturbance came.
    if (this.#waiting !== waiting) return;
    const now = this.#clock.now();
    if (this.#isBusy() && now < this.#firstAt + patienceMs) {
      void this.#wait(this.#quietMs);
      return;
    }
    this.#waiting = undefined;
    this.#onQuiet();
  }
}
