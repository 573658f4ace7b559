import { toDisposable, type Disposable } from '../../base/disposable.ts';

/** Who is at work on which document, and wants to hear when it changes under their hands. */
export class EditsInFlight {
  readonly #listeners = new Map<string, Set<() => void>>();

  onEdit(uri: string, listener: () => void): Disposable {
    const listeners = this.#listeners.get(uri) ?? new Set();
    this.#listeners.set(uri, listeners.add(listener));
    return toDisposable(() => {
      listeners.delete(listener);
      if (listeners.size === 0) this.#listeners.delete(uri);
    });
  }

  edited(uri: string): void {
    for (const listener of [...(this.#listeners.get(uri) ?? [])]) listener();
  }
}
