import type { Track } from './track.ts';

/** A stretch of time, in milliseconds since the epoch. */
export interface Span {
  readonly fromMs: number;
  readonly toMs: number;
}

/** A panel that was just opened shows a minute, so that its first lines can be seen. */
const leastMs = 60_000;

/** What the charts show: the chosen range, or less of it as long as there is less to show. */
export const spanOf = (
  tracks: readonly Track[],
  { rangeMs, latestMs }: { readonly rangeMs: number; readonly latestMs: number },
): Span => {
  const first = tracks.reduce(
    (earliest, { samples }) => Math.min(earliest, samples[0]?.timeMs ?? Infinity),
    Infinity,
  );
  const fromMs = Math.max(latestMs - rangeMs, Math.min(first, latestMs - leastMs));
  return { fromMs, toMs: latestMs };
};
