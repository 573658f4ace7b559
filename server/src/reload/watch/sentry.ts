import type { FSWatcher } from 'node:fs';
import { basename, join, relative, sep } from 'node:path';
import type { Disposable } from '../../base/disposable.ts';
import { listen, nearestFolder } from './system.ts';

/**
 * Tells when a path may have come, gone, or become another, from the folder that it is in. As long as
 * that is not there, from the nearest that is.
 */
export class Sentry implements Disposable {
  readonly #path: string;
  readonly #onHint: () => void;
  readonly #onEvent: () => void;
  readonly #onDeaf: (error: unknown) => void;
  #watch: FSWatcher | undefined;
  #disposed = false;

  constructor(
    path: string,
    options: {
      readonly onHint: () => void;
      /** Of whatever it hears. */
      readonly onEvent: () => void;
      /** No watch could be had. */
      readonly onDeaf: (error: unknown) => void;
    },
  ) {
    this.#path = path;
    this.#onHint = options.onHint;
    this.#onEvent = options.onEvent;
    this.#onDeaf = options.onDeaf;
    this.#arm();
  }

  dispose(): void {
    this.#disposed = true;
    this.#watch?.close();
  }

  #arm(): void {
    for (;;) {
      const folder = nearestFolder(this.#path);
      this.#watch?.close();
      this.#watch = undefined;
      try {
        this.#watch = this.#listen(folder);
      } catch (error) {
        if (nearestFolder(this.#path) !== folder) continue;
        this.#onDeaf(error);
        return;
      }
      // What came between the look and the watch is seen by another look.
      if (nearestFolder(this.#path) === folder) return;
    }
  }

  #listen(folder: string): FSWatcher {
    const next = relative(folder, this.#path).split(sep)[0];
    return listen(folder, {
      recursive: false,
      onEvent: (kind, name) => {
        if (this.#disposed) return;
        this.#onEvent();
        // The folder's own name is what it says when it is itself removed.
        const own = kind === 'rename' && name === basename(folder);
        if (name !== null && name !== next && !own) return;
        if (own || join(folder, next ?? '') !== this.#path) this.#arm();
        this.#onHint();
      },
    });
  }
}
