import * as vscode from 'vscode';
import { randomUUID } from 'node:crypto';
import { operationId as operationIdSchema, type OperationId } from '#shared/protocol/ids';
import {
  operationsProgressed,
  type OperationProgress,
  type StepState,
} from '#shared/protocol/operations';
import type { Server } from './server.ts';

export interface Operation {
  readonly operationId: OperationId;
  readonly token: vscode.CancellationToken;
}

const marks: Readonly<Record<StepState, string | undefined>> = {
  waiting: undefined,
  running: '…',
  done: '✓',
  failed: '✗',
  skipped: '–',
};

/** Long requests: a notification with progress and cancel, and their steps in the output. */
export class Operations implements vscode.Disposable {
  readonly #log: vscode.LogOutputChannel;
  readonly #running = new Map<OperationId, (progress: OperationProgress) => void>();
  readonly #subscription: vscode.Disposable;

  constructor(server: Server, log: vscode.LogOutputChannel) {
    this.#log = log;
    this.#subscription = server.on(operationsProgressed, (progress) => {
      this.#running.get(progress.operationId)?.(progress);
    });
  }

  /** `work` sends the request with the id and the token it is given. */
  async run<Result>(
    title: string,
    work: (operation: Operation) => Promise<Result>,
  ): Promise<Result> {
    const operationId = operationIdSchema.parse(randomUUID());
    const options = {
      location: vscode.ProgressLocation.Notification,
      title,
      cancellable: true,
    };
    this.#log.info(title);
    return vscode.window.withProgress(options, async (progress, token) => {
      let percent = 0;
      this.#running.set(operationId, ({ message, fraction, steps }) => {
        const next = fraction === undefined ? percent : Math.max(percent, fraction * 100);
        progress.report({ message, increment: next - percent });
        percent = next;
        for (const step of steps) this.#logStep(step);
      });
      try {
        return await work({ operationId, token });
      } finally {
        this.#running.delete(operationId);
      }
    });
  }

  /** Steps with amounts change many times a second: only their beginnings and ends are lines. */
  #logStep({ label, state, detail, current, parentId }: OperationProgress['steps'][number]): void {
    const mark = marks[state];
    if (mark === undefined || (state === 'running' && current !== undefined)) return;
    const line = `${parentId === undefined ? '' : '  '}${mark} ${label}`;
    this.#log.info(detail === undefined ? line : `${line}: ${detail}`);
  }

  dispose(): void {
    this.#subscription.dispose();
    this.#running.clear();
  }
}
