import type { Disposable } from '../../base/disposable.ts';
import { PolledPaths, type PolledOptions } from './polled-paths.ts';

/** Looks at more and more paths in intervals; those that are added in one go are watched as one. */
export class Polling implements Disposable {
  readonly #options: PolledOptions;
  readonly #added = new Set<string>();
  readonly #parts: PolledPaths[] = [];
  #pending: string[] = [];
  #begun: Promise<void> = Promise.resolve();
  #disposed = false;

  constructor(options: PolledOptions) {
    this.#options = options;
  }

  /** Files and folders; what is there now is not told of. */
  add(path: string): void {
    if (this.#added.has(path)) return;
    this.#added.add(path);
    this.#pending.push(path);
    this.#begun = this.#begun.then(() => this.#begin());
  }

  /** Resolves when all that was added is watched. */
  ready(): Promise<void> {
    return this.#begun;
  }

  dispose(): void {
    this.#disposed = true;
    for (const part of this.#parts) part.dispose();
  }

  async #begin(): Promise<void> {
    if (this.#pending.length === 0 || this.#disposed) return;
    const part = new PolledPaths(this.#pending, this.#options);
    this.#pending = [];
    this.#parts.push(part);
    await part.begin();
  }
}
