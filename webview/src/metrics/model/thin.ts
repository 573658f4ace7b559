import type { MetricsSample } from '#shared/protocol/metrics';

type Numbers = { -readonly [Name in keyof MetricsSample]: MetricsSample[Name] };

/**
 * One reading for each step, the mean of those in it: what the server does with times long past, so
 * that the newest minutes do not look wilder than the hours before them.
 */
export const thin = (samples: readonly MetricsSample[], stepMs: number): MetricsSample[] => {
  const buckets: MetricsSample[][] = [];
  let current = -1;
  for (const sample of samples) {
    const bucket = Math.floor(sample.timeMs / stepMs);
    if (bucket !== current) buckets.push([]);
    current = bucket;
    buckets.at(-1)?.push(sample);
  }
  return buckets.map((bucket) => mean(bucket, stepMs));
};

const mean = (bucket: readonly MetricsSample[], stepMs: number): MetricsSample => {
  const last = bucket.at(-1);
  if (last === undefined) throw new RangeError('There is no mean of nothing.');
  const sum: Numbers = { ...last, timeMs: Math.floor(last.timeMs / stepMs) * stepMs };
  for (const name of averaged) {
    const values = bucket.flatMap((sample) => sample[name] ?? []);
    if (values.length > 0) sum[name] = values.reduce((all, one) => all + one, 0) / values.length;
  }
  return sum;
};

const averaged = [
  'cpuCores',
  'memoryBytes',
  'networkReceivedBytesPerSecond',
  'networkSentBytesPerSecond',
  'diskReadBytesPerSecond',
  'diskWrittenBytesPerSecond',
  'processes',
  'cacheBytes',
  'cpuThrottled',
] as const satisfies readonly (keyof MetricsSample)[];
