import type { OperationProgress, StepItem } from '#shared/protocol/operations';

const marks = { waiting: '·', running: '…', done: '✓', failed: '✗', skipped: '-' } as const;

/**
 * Progress as lines: one for each thing that ends, and on a terminal a last line that is written
 * over and says what goes on now.
 */
export class ProgressLines {
  readonly #stream: NodeJS.WriteStream;
  readonly #said = new Set<string>();
  #live = false;

  constructor(stream: NodeJS.WriteStream) {
    this.#stream = stream;
  }

  show({ message, fraction, steps }: OperationProgress): void {
    for (const step of steps) this.#showStep(step);
    if (!this.#stream.isTTY) return;
    const percent = fraction === undefined ? '' : ` ${String(Math.round(fraction * 100))} %`;
    this.#stream.write(`\r\u001b[K${`${message}${percent}`.slice(0, this.#stream.columns - 1)}`);
    this.#live = true;
  }

  /** Clears the last line, before something else is written. */
  end(): void {
    if (this.#live) this.#stream.write('\r\u001b[K');
    this.#live = false;
  }

  #showStep({ id, parentId, label, state, detail }: StepItem): void {
    // Layers of a pull are many and short: the pull itself is enough.
    if (parentId !== undefined || state === 'waiting' || state === 'running') return;
    const line = `  ${marks[state]} ${label}${detail === undefined ? '' : ` (${detail})`}`;
    if (this.#said.has(id + line)) return;
    this.#said.add(id + line);
    this.end();
    this.#stream.write(`${line}\n`);
  }
}
