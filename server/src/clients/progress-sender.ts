import { operationsProgressed } from '#shared/protocol/operations';
import type { OperationId } from '#shared/protocol/ids';
import type { StepItem } from '#shared/protocol/operations';
import type { ProgressReport } from '../base/progress.ts';
import type { Client } from './client.ts';

const intervalMs = 1000 / 30;

/**
 * Sends the progress of one operation at most 30 times a second. The first report goes out at once;
 * those in between are merged, so that no step's last state is lost. `flush` sends what is left.
 */
export class ProgressSender {
  readonly #client: Client;
  readonly #operationId: OperationId;
  #message = '';
  #fraction: number | undefined;
  #steps = new Map<string, StepItem>();
  #pending = false;
  #timer: NodeJS.Timeout | undefined;
  #ended = false;

  constructor(client: Client, operationId: OperationId) {
    this.#client = client;
    this.#operationId = operationId;
  }

  readonly report = (report: ProgressReport): void => {
    if (this.#ended) return;
    this.#message = report.message;
    this.#fraction = report.fraction ?? this.#fraction;
    for (const step of report.steps ?? []) this.#steps.set(step.id, step);
    this.#pending = true;
    if (this.#timer === undefined) this.#send();
  };

  /** To be called before the answer goes out: nothing is sent afterwards. */
  flush(): void {
    if (this.#pending) this.#send();
    this.#ended = true;
    clearTimeout(this.#timer);
  }

  #send(): void {
    this.#pending = false;
    this.#client.notify(operationsProgressed, {
      operationId: this.#operationId,
      message: this.#message,
      ...(this.#fraction !== undefined && { fraction: this.#fraction }),
      steps: [...this.#steps.values()],
    });
    this.#steps = new Map();
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      if (this.#pending) this.#send();
    }, intervalMs);
  }
}
