import { isCancelled } from '../base/error.ts';
import type { Clock } from '../base/clock.ts';
import type { Disposable } from '../base/disposable.ts';

const shortestMs = 20;
const longestMs = 200;
const onItsWayMs = 5;
/** Something that never falls quiet is acted on all the same. */
const patienceMs = 2000;
/** Whoever paused between two files for this long may do so once more. */
const pauses = 4;
/** For each doubling of what came: the more it is, the more there is to be split in two. */
const doublingMs = 10;

/**
 * Waits until a burst is over. One save is acted on after 20 ms; after several, it waits for longer the
 * more there were and the longer the pauses between them, up to 200 ms, so that a checkout of a
 * thousand files is one change, and a hundred milliseconds after the last of them is enough. Where it
 * is known when no more will come, only what is on its way is waited for: how many there were, and how
 * slowly they came, does not count then.
 */
export class Quiet implements Disposable {
  readonly #clock: Clock;
  readonly #onQuiet: () => void;
  readonly #isBusy: () => boolean;
  readonly #isOnItsWay: () => boolean;
  #waiting: AbortController | undefined;
  #firstMs = 0;
  #lastMs = 0;
  #longestPauseMs = 0;
  #count = 0;
  #wasBusy = false;

  constructor(options: {
    readonly clock: Clock;
    readonly onQuiet: () => void;
    /** Whether more of the burst is known to come; asked every 20 ms while one lasts. */
    readonly isBusy?: () => boolean;
    /** Whether what has come is still being looked at; asked once it is known that no more will come. */
    readonly isOnItsWay?: () => boolean;
  }) {
    this.#clock = options.clock;
    this.#onQuiet = options.onQuiet;
    this.#isBusy = options.isBusy ?? (() => false);
    this.#isOnItsWay = options.isOnItsWay ?? (() => false);
  }

  disturb(): void {
    const nowMs = this.#clock.now();
    const begins = this.#waiting === undefined;
    if (begins) {
      this.#firstMs = this.#lastMs = nowMs;
      this.#longestPauseMs = this.#count = 0;
      this.#wasBusy = false;
    }
    this.#count += 1;
    this.#longestPauseMs = Math.max(this.#longestPauseMs, nowMs - this.#lastMs);
    this.#lastMs = nowMs;
    if (begins) void this.#wait();
  }

  dispose(): void {
    this.#waiting?.abort();
    this.#waiting = undefined;
  }

  /** One sleep goes on where the last one ended: a timer for each of thousands of files costs more. */
  async #wait(): Promise<void> {
    const waiting = (this.#waiting = new AbortController());
    try {
      for (let isDrained = false; ;) {
        const leftMs = this.#leftMs();
        if (leftMs > 0) {
          isDrained = false;
          await this.#clock.sleep(Math.min(leftMs, shortestMs), waiting.signal);
        } else if (this.#wasBusy && !isDrained) {
          // Where a processor has to be waited for, timers are due before it is heard what has happened to files.
          isDrained = true;
          await new Promise(setImmediate);
        } else break;
      }
    } catch (error) {
      if (isCancelled(error)) return;
      throw error;
    }
    if (this.#waiting !== waiting) return;
    this.#waiting = undefined;
    this.#onQuiet();
  }

  #leftMs(): number {
    const nowMs = this.#clock.now();
    const patientMs = this.#firstMs + patienceMs - nowMs;
    if (patientMs > 0 && this.#isBusy()) {
      this.#wasBusy = true;
      return shortestMs;
    }
    if (patientMs > 0 && this.#wasBusy && this.#isOnItsWay()) return onItsWayMs;
    return Math.min(this.#lastMs + this.#quietMs() - nowMs, patientMs);
  }

  #quietMs(): number {
    if (this.#wasBusy) return shortestMs;
    const quietMs = Math.max(pauses * this.#longestPauseMs, doublingMs * Math.log2(this.#count));
    return Math.min(longestMs, Math.max(shortestMs, quietMs));
  }
}
