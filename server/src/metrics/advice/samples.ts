import type { MetricsSample } from '#shared/protocol/metrics';
import type { AdvisedContainer } from './advice.ts';

/** Of the process that runs now, from `fromMs` on. */
export const samplesSince = (
  { samples, startedAtMs = 0 }: AdvisedContainer,
  fromMs: number,
): readonly MetricsSample[] => {
  const first = Math.max(fromMs, startedAtMs);
  const start = samples.findIndex(({ timeMs }) => timeMs >= first);
  return start < 0 ? [] : samples.slice(start);
};

/** `undefined` without readings. */
export const meanOf = (
  samples: readonly MetricsSample[],
  read: (sample: MetricsSample) => number,
): number | undefined =>
  samples.length === 0
    ? undefined
    : samples.reduce((sum, sample) => sum + read(sample), 0) / samples.length;

/** The one with the highest value; `undefined` where none has one. */
export const highest = <Item>(
  items: readonly Item[],
  read: (item: Item) => number | undefined,
): { readonly item: Item; readonly value: number } | undefined => {
  let best: { readonly item: Item; readonly value: number } | undefined;
  for (const item of items) {
    const value = read(item);
    if (value !== undefined && value > (best?.value ?? -Infinity)) best = { item, value };
  }
  return best;
};
