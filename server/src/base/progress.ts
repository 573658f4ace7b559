import type { StepItem } from '#shared/protocol/operations';

export interface ProgressReport {
  readonly message: string;
  /** From 0 to 1. */
  readonly fraction?: number;
  /** Only those that changed. */
  readonly steps?: readonly StepItem[];
}

/** How long work tells how far it is; it may be called often, whoever shows it slows it down. */
export type Progress = (report: ProgressReport) => void;

export const noProgress: Progress = () => undefined;

/** What every long-running service call takes. */
export interface WorkContext {
  readonly signal: AbortSignal;
  readonly progress: Progress;
}
