import { DisposableStore, type Disposable } from '../../../base/disposable.ts';
import type { LanguageEngine } from './language-engine.ts';

export interface EngineWatchOptions {
  engine(): LanguageEngine | undefined;
  /** Something on the engine changed, and then nothing for a moment; or it has not stopped for long. */
  onChange(): void;
  /** How long it must rest. */
  readonly restMs?: number;
}

/** However long a start goes on, what it has changed so far is told. */
const longestMs = 1000;

/** Keeps the engine in sight while a compose file is open, and lets go of it with the last. */
export class EngineWatch implements Disposable {
  readonly #options: EngineWatchOptions;
  readonly #open = new Set<string>();
  #watching: DisposableStore | undefined;
  #timer: NodeJS.Timeout | undefined;
  #changedAtMs: number | undefined;

  constructor(options: EngineWatchOptions) {
    this.#options = options;
  }

  opened(path: string): void {
    this.#open.add(path);
    const engine = this.#options.engine();
    if (this.#watching !== undefined || engine === undefined) return;
    this.#watching = new DisposableStore();
    // Before the watch, which may have all lists at once.
    this.#watching.add(
      engine.onDidChange(() => {
        this.#onChange();
      }),
    );
    this.#watching.add(engine.watch());
  }

  closed(path: string): void {
    this.#open.delete(path);
    if (this.#open.size === 0) this.#stop();
  }

  dispose(): void {
    this.#open.clear();
    this.#stop();
  }

  #onChange(): void {
    const nowMs = performance.now();
    this.#changedAtMs ??= nowMs;
    const leftMs = this.#changedAtMs + longestMs - nowMs;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(
      () => {
        this.#changedAtMs = undefined;
        this.#options.onChange();
      },
      Math.max(0, Math.min(this.#options.restMs ?? 150, leftMs)),
    );
  }

  #stop(): void {
    clearTimeout(this.#timer);
    this.#changedAtMs = undefined;
    this.#watching?.dispose();
    this.#watching = undefined;
  }
}
