import { exitCodes } from './exit-codes.ts';
import type { Machine } from './machine.ts';

/** Ctrl-C: the first ends what is under way in its own time, the second ends this process at once. */
export class Interrupts {
  #abort = new AbortController();
  #count = 0;

  constructor(machine: Pick<Machine, 'onInterrupt' | 'exit'>) {
    machine.onInterrupt(() => {
      this.#count += 1;
      if (this.#count > 1) machine.exit(exitCodes.interrupted);
      this.#abort.abort();
    });
  }

  /** Fires at the first. */
  get signal(): AbortSignal {
    return this.#abort.signal;
  }

  get interrupted(): boolean {
    return this.#count > 0;
  }

  /** Resolves at the first. */
  wait(): Promise<void> {
    if (this.#abort.signal.aborted) return Promise.resolve();
    return new Promise((resolve) => {
      this.#abort.signal.addEventListener('abort', () => {
        resolve();
      });
    });
  }
}
