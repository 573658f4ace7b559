import type { Disposable } from '../../base/disposable.ts';

/** What is typed or pasted at once arrives at once. */
const pauseMs = 5;

/** Reads what was typed in the pause before the next key, so that a question finds it read. */
export class ReadAhead implements Disposable {
  readonly #read: (uri: string) => void;
  readonly #timers = new Map<string, NodeJS.Timeout>();

  constructor(read: (uri: string) => void) {
    this.#read = read;
  }

  changed(uri: string): void {
    clearTimeout(this.#timers.get(uri));
    const timer = setTimeout(() => {
      this.#timers.delete(uri);
      this.#read(uri);
    }, pauseMs);
    this.#timers.set(uri, timer);
  }

  dispose(): void {
    for (const timer of this.#timers.values()) clearTimeout(timer);
    this.#timers.clear();
  }
}
