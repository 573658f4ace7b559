import type { ContainerId } from '#shared/protocol/ids';
import type {
  MetricsAdvice,
  MetricsFacts,
  MetricsSample,
  Pressure,
} from '#shared/protocol/metrics';

/** What advice is made of; all of it is known, nothing is asked for. */
export interface AdviceInput {
  readonly nowMs: number;
  readonly hostCpus: number;
  readonly pressure?: Pressure | undefined;
  readonly containers: readonly AdvisedContainer[];
  /** Ends that nobody had asked for. */
  readonly crashes: readonly { readonly label: string; readonly timeMs: number }[];
}

export interface AdvisedContainer {
  readonly containerId: ContainerId;
  readonly label: string;
  readonly facts: MetricsFacts;
  /** What was read before is another process's. */
  readonly startedAtMs?: number | undefined;
  /** Of the last ten minutes, oldest first. */
  readonly samples: readonly MetricsSample[];
}

/** Faint is not enough to begin to say it, and too much to stop saying it. */
export interface Candidate {
  readonly advice: MetricsAdvice;
  readonly strength: 'firm' | 'faint';
}

/** Pure; a row of `rules.ts`. */
export type AdviceRule = (input: AdviceInput) => readonly Candidate[];

/** `undefined` where even the lower limit is not reached. */
export const strengthOf = (
  value: number,
  limits: { readonly firm: number; readonly faint: number },
): Candidate['strength'] | undefined => {
  if (value >= limits.firm) return 'firm';
  return value >= limits.faint ? 'faint' : undefined;
};
