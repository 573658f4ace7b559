import type { Clock } from '../../../server/src/base/clock.ts';

/** A clock that a test moves. */
export class TestClock implements Clock {
  #now = 1000;
  #sleepers: { at: number; wake: () => void }[] = [];

  now(): number {
    return this.#now;
  }

  sleep(ms: number, signal?: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#sleepers.push({ at: this.#now + ms, wake: resolve });
      signal?.addEventListener('abort', () => {
        reject(signal.reason as Error);
      });
    });
  }

  async pass(ms: number): Promise<void> {
    this.#now += ms;
    for (const sleeper of this.#sleepers) if (sleeper.at <= this.#now) sleeper.wake();
    this.#sleepers = this.#sleepers.filter(({ at }) => at > this.#now);
    // Some look around once more after they woke.
    for (let turn = 0; turn < 2; turn++) await new Promise((resolve) => setImmediate(resolve));
  }
}
