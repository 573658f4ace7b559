import type { OperationId } from './ids.ts';
import { serverNotification } from './message.ts';

export type StepState = 'waiting' | 'running' | 'done' | 'failed' | 'skipped';

/** One line of a long operation: a service being started, a layer being pulled. */
export interface StepItem {
  /** Stable within the operation. */
  readonly id: string;
  /** The step it is part of, such as the pull that a layer belongs to. */
  readonly parentId?: string;
  /** "web: starting", "Pulling redis:7". */
  readonly label: string;
  readonly state: StepState;
  readonly detail?: string;
  /** Both in the same unit (bytes for pulls); absent when unknown. */
  readonly current?: number;
  readonly total?: number;
}

export interface OperationProgress {
  readonly operationId: OperationId;
  /** One short line for a toast: what happens now. */
  readonly message: string;
  /** From 0 to 1; absent while unknown. */
  readonly fraction?: number;
  /** Only the steps that changed since the last notification. */
  readonly steps: readonly StepItem[];
}

/** Sent for requests that carry an `operationId`; a request is cancelled by `$/cancelRequest`. */
export const operationsProgressed = serverNotification<OperationProgress>(
  'hyperbox/operations/progressed',
);
