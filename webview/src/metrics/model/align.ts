import type { PageSample } from '#shared/panels/metrics';
import type { Track } from './track.ts';

/** Readings further apart than this were not taken in one go: the line breaks there. */
const gapSeconds = 10;

/**
 * A column's cell: `null` breaks the line, `undefined` only says that this container was not read
 * in that second.
 */
export type Cell = PageSample | null | undefined;

export interface Aligned {
  /** Seconds since the epoch, each once, growing. */
  readonly seconds: readonly number[];
  /** A column a track, as long as `seconds`. */
  readonly columns: readonly (readonly Cell[])[];
}

/** Puts all tracks on one time axis, which is what lets the charts share a cursor. */
export const align = (tracks: readonly Track[], fromMs: number): Aligned => {
  const bySecond = tracks.map((track) => secondsOf(track, fromMs));
  const all = new Set(bySecond.flatMap((samples) => [...samples.keys()]));
  const seconds = withBreaks([...all].sort((a, b) => a - b));
  const columns = bySecond.map((samples) => columnOf(samples, seconds, all));
  return { seconds, columns };
};

const secondsOf = ({ samples }: Track, fromMs: number): Map<number, PageSample> => {
  const seconds = new Map<number, PageSample>();
  for (const sample of samples) {
    if (sample.timeMs >= fromMs) seconds.set(Math.round(sample.timeMs / 1000), sample);
  }
  return seconds;
};

const withBreaks = (seconds: readonly number[]): number[] =>
  seconds.flatMap((second, index) => {
    const before = seconds[index - 1];
    return before !== undefined && second - before > gapSeconds ? [before + 1, second] : [second];
  });

const columnOf = (
  samples: ReadonlyMap<number, PageSample>,
  seconds: readonly number[],
  all: ReadonlySet<number>,
): Cell[] => {
  let last = -Infinity;
  return seconds.map((second) => {
    const sample = samples.get(second);
    if (sample !== undefined) {
      last = second;
      return sample;
    }
    // Also a container that stopped and came back while others ran on has a break of its own.
    return !all.has(second) || second - last > gapSeconds ? null : undefined;
  });
};
