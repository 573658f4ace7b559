import type { AdvisedContainer } from './advice.ts';
import { meanOf, samplesSince } from './samples.ts';

export interface Growth {
  readonly bytes: number;
  readonly overMs: number;
}

const windowMs = 5 * 60_000;
const edgeMs = 10_000;

/** By how much its memory has grown in the last five minutes, or since it runs. */
export const growthOf = (container: AdvisedContainer, nowMs: number): Growth | undefined => {
  const samples = samplesSince(container, nowMs - windowMs);
  const first = samples[0];
  if (first === undefined) return undefined;
  const then = meanOf(
    samples.filter(({ timeMs }) => timeMs < first.timeMs + edgeMs),
    ({ memoryBytes }) => memoryBytes,
  );
  const now = meanOf(
    samples.filter(({ timeMs }) => timeMs > nowMs - edgeMs),
    ({ memoryBytes }) => memoryBytes,
  );
  if (then === undefined || now === undefined) return undefined;
  return { bytes: now - then, overMs: nowMs - first.timeMs };
};
