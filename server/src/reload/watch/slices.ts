/** No longer than this at a time, so that a key or a save never waits for a large tree. */
const sliceMs = 8;

/** Does small pieces of work one after the other, and lets others have their turn in between. */
export class Slices {
  #work: (() => void)[] = [];
  #next = 0;
  #planned: NodeJS.Immediate | undefined;
  #waiting: (() => void)[] = [];

  add(piece: () => void): void {
    this.#work.push(piece);
    this.#planned ??= setImmediate(() => {
      this.#run();
    });
  }

  /** Resolves when nothing is left to do. */
  idle(): Promise<void> {
    if (this.#planned === undefined) return Promise.resolve();
    return new Promise((resolve) => this.#waiting.push(resolve));
  }

  clear(): void {
    if (this.#planned !== undefined) clearImmediate(this.#planned);
    this.#end();
  }

  #run(): void {
    const until = performance.now() + sliceMs;
    while (this.#next < this.#work.length && performance.now() < until) {
      const piece = this.#work[this.#next];
      this.#next += 1;
      piece?.();
    }
    if (this.#next < this.#work.length) {
      this.#planned = setImmediate(() => {
        this.#run();
      });
    } else this.#end();
  }

  #end(): void {
    this.#work = [];
    this.#next = 0;
    this.#planned = undefined;
    for (const wake of this.#waiting.splice(0)) wake();
  }
}
