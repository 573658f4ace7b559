import type { MetricsSample } from '#shared/protocol/metrics';

/** The width and height that a path is drawn in, whatever size it is shown at. */
export const sparkSize = { width: 100, height: 24 };
const sparkMs = 120_000;
const gapMs = 10_000;
/** What does not change is not a line along the upper edge. */
const headroom = 1.25;

export interface SparkOptions {
  readonly value: (sample: MetricsSample) => number;
  /** What is drawn at the top, if nothing is higher. */
  readonly top: number;
  readonly latestMs: number;
}

/** Two minutes as the path of an SVG; it breaks where nothing was read. */
export const sparkPath = (
  samples: readonly MetricsSample[],
  { value, top, latestMs }: SparkOptions,
): string => {
  const fromMs = latestMs - sparkMs;
  const start = samples.findIndex(({ timeMs }) => timeMs >= fromMs);
  if (start === -1) return '';
  const seen = samples.slice(start);
  const highest = seen.reduce((most, one) => Math.max(most, value(one) * headroom), top);
  let before = -Infinity;
  return seen
    .map((sample) => {
      const x = ((sample.timeMs - fromMs) / sparkMs) * sparkSize.width;
      const y = (1 - value(sample) / highest) * (sparkSize.height - 2) + 1;
      const pen = sample.timeMs - before > gapMs ? 'M' : 'L';
      before = sample.timeMs;
      return `${pen}${x.toFixed(1)} ${y.toFixed(1)}`;
    })
    .join('');
};
