import { strengthOf, type AdviceRule, type AdvisedContainer, type Candidate } from './advice.ts';
import { samplesSince } from './samples.ts';
import { lowerEnvelope, slopeOf, type Point } from './slope.ts';
import { bytesText, minutesText } from './words.ts';

/** Caches and pools fill after a start; that is no leak. */
const warmUpMs = 2 * 60_000;
const stepMs = 15_000;
/** Four minutes. */
const fewestSteps = 16;
const hourMs = 60 * 60_000;
const leastGrowthBytes = 16 * 1024 ** 2;

/**
 * Memory grows so steadily that it will reach the limit within an hour. Looked at is what is left when
 * garbage was collected; what falls back again, or grows less and less, is no leak.
 */
export const leak: AdviceRule = ({ containers, nowMs }) =>
  containers.flatMap((container): Candidate[] => {
    const found = leakOf(container, nowMs);
    if (found === undefined) return [];
    const { label, containerId } = container;
    return [
      {
        strength: found.strength,
        advice: {
          key: `leak ${containerId}`,
          severity: found.leftMs < hourMs / 6 ? 'warning' : 'hint',
          message: `${label} grows ${bytesText(found.bytesPerMinute)} a minute and will have all ${found.limitText} in ${minutesText(found.leftMs)}, if it goes on like this.`,
          remedy:
            'Something in it may keep what it no longer needs: look at its heap, or restart it before then.',
          containerId,
        },
      },
    ];
  });

interface Leak {
  readonly strength: Candidate['strength'];
  readonly bytesPerMinute: number;
  readonly leftMs: number;
  readonly limitText: string;
}

const leakOf = (container: AdvisedContainer, nowMs: number): Leak | undefined => {
  const { startedAtMs, facts } = container;
  const settledMs = (startedAtMs ?? container.samples[0]?.timeMs ?? nowMs) + warmUpMs;
  const samples = samplesSince(container, settledMs);
  const last = samples.at(-1);
  if (last === undefined) return undefined;
  const points = lowerEnvelope(
    samples.map(({ timeMs, memoryBytes }) => ({ timeMs, value: memoryBytes })),
    stepMs,
  );
  const slope = points.length < fewestSteps ? undefined : slopeOf(points);
  if (slope === undefined || slope.perMs <= 0 || levelsOff(points) || fallsBack(points))
    return undefined;
  const limit = facts.memoryLimitBytes ?? last.memoryLimitBytes;
  const value = points.at(-1)?.value ?? 0;
  const grown = value - (points[0]?.value ?? 0);
  if (grown < Math.max(leastGrowthBytes, value * 0.05)) return undefined;
  const leftMs = Math.max(0, limit - value) / slope.perMs;
  const steady = strengthOf(slope.tau, { firm: 0.8, faint: 0.6 });
  const soon = strengthOf(-leftMs, { firm: -hourMs, faint: -1.5 * hourMs });
  if (steady === undefined || soon === undefined) return undefined;
  return {
    strength: steady === 'firm' && soon === 'firm' ? 'firm' : 'faint',
    bytesPerMinute: slope.perMs * 60_000,
    leftMs,
    limitText:
      facts.memoryLimitBytes === undefined
        ? 'memory of the machine'
        : `${bytesText(limit)} that it may use`,
  };
};

/** It grows less than half as fast as at first. */
const levelsOff = (points: readonly Point[]): boolean => {
  const half = Math.floor(points.length / 2);
  const early = slopeOf(points.slice(0, half))?.perMs ?? 0;
  const late = slopeOf(points.slice(half))?.perMs ?? 0;
  return late < early / 2;
};

/** Once it gave back a good part of what it had gained: it will do so again. */
const fallsBack = (points: readonly Point[]): boolean => {
  const grown = (points.at(-1)?.value ?? 0) - (points[0]?.value ?? 0);
  let highest = -Infinity;
  for (const { value } of points) {
    if (highest - value > Math.max(0, grown) * 0.3) return true;
    highest = Math.max(highest, value);
  }
  return false;
};
