import type { MetricsSample } from '#shared/protocol/metrics';
import type { Track } from './track.ts';

/** Readings further apart than this were not taken in one go: the line breaks there. */
const gapOf = (stepSeconds: number): number => Math.max(10, stepSeconds * 3.5);

/**
 * A column's cell: `null` breaks the line, `undefined` only says that this container was not read
 * in that second.
 */
export type Cell = MetricsSample | null | undefined;

export interface Aligned {
  /** Seconds since the epoch, each once, growing. */
  readonly seconds: readonly number[];
  /** A column a track, as long as `seconds`. */
  readonly columns: readonly (readonly Cell[])[];
}

export interface AlignOptions {
  readonly fromMs: number;
  readonly toMs?: number;
  /** How far apart readings are. */
  readonly stepMs?: number;
}

/** Puts all tracks on one time axis, which is what lets the charts share a cursor. */
export const align = (tracks: readonly Track[], options: AlignOptions): Aligned => {
  const step = Math.max(1, Math.round((options.stepMs ?? 1000) / 1000));
  const gap = gapOf(step);
  const bySecond = tracks.map((track) => secondsOf(track, options, step));
  const all = new Set(bySecond.flatMap((samples) => [...samples.keys()]));
  const seconds = withBreaks(
    [...all].sort((a, b) => a - b),
    { gap, step },
  );
  const columns = bySecond.map((samples) => columnOf(samples, { seconds, all, gap }));
  return { seconds, columns };
};

const secondsOf = (
  { samples }: Track,
  { fromMs, toMs = Infinity }: AlignOptions,
  step: number,
): Map<number, MetricsSample> => {
  const seconds = new Map<number, MetricsSample>();
  for (const sample of samples) {
    if (sample.timeMs < fromMs || sample.timeMs > toMs) continue;
    seconds.set(Math.round(sample.timeMs / 1000 / step) * step, sample);
  }
  return seconds;
};

const withBreaks = (
  seconds: readonly number[],
  { gap, step }: { readonly gap: number; readonly step: number },
): number[] =>
  seconds.flatMap((second, index) => {
    const before = seconds[index - 1];
    return before !== undefined && second - before > gap ? [before + step, second] : [second];
  });

const columnOf = (
  samples: ReadonlyMap<number, MetricsSample>,
  {
    seconds,
    all,
    gap,
  }: {
    readonly seconds: readonly number[];
    readonly all: ReadonlySet<number>;
    readonly gap: number;
  },
): Cell[] => {
  let last = -Infinity;
  return seconds.map((second) => {
    const sample = samples.get(second);
    if (sample !== undefined) {
      last = second;
      return sample;
    }
    // Also a container that stopped and came back while others ran on has a break of its own.
    return !all.has(second) || second - last > gap ? null : undefined;
  });
};
