import type { Clock } from '../../base/clock.ts';
import type { Disposable } from '../../base/disposable.ts';

/** File times are not finer than the kernel's clock tick, which may be 10 ms. */
const marginMs = 100;

/**
 * Notices that the kernel may have dropped events. It says so to libuv, which says nothing; but its
 * queue was full then, and all that was in it is heard in one turn. Others' watches share the queue,
 * hence half of it is enough.
 */
export class Overflow implements Disposable {
  readonly #clock: Clock;
  readonly #limit: number;
  readonly #onOverflow: (sinceMs: number) => void;
  #count = 0;
  #turn: NodeJS.Immediate | undefined;
  /** When all that had happened was heard for the last time. */
  #calmAt: number;

  constructor(options: {
    readonly clock: Clock;
    readonly queueLimit: number;
    readonly onOverflow: (sinceMs: number) => void;
  }) {
    this.#clock = options.clock;
    this.#limit = options.queueLimit / 2;
    this.#onOverflow = options.onOverflow;
    this.#calmAt = this.#clock.now();
  }

  /** To be called at each event. */
  count(): void {
    this.#count += 1;
    this.#turn ??= setImmediate(() => {
      this.#endTurn();
    });
  }

  /** The system said so itself, as Windows does. */
  lost(): void {
    this.#count = this.#limit;
    this.count();
  }

  dispose(): void {
    if (this.#turn !== undefined) clearImmediate(this.#turn);
  }

  #endTurn(): void {
    const count = this.#count;
    const since = this.#calmAt - marginMs;
    this.#count = 0;
    this.#turn = undefined;
    this.#calmAt = this.#clock.now();
    if (count >= this.#limit) this.#onOverflow(since);
  }
}
