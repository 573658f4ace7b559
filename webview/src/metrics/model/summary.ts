import type { MetricsSample } from '#shared/protocol/metrics';
import { latestOf, type Track } from './track.ts';
import type { Span } from './view.ts';

export interface Totals extends Omit<
  MetricsSample,
  'timeMs' | 'memoryLimitBytes' | 'cacheBytes' | 'cpuThrottled'
> {
  readonly containers: number;
  /** The name of the container that takes the most memory. */
  readonly largest: string;
}

/** What all running containers use together, now. */
export const totalsOf = (tracks: readonly Track[]): Totals => {
  const latest = tracks.flatMap((track) => latestOf(track) ?? []);
  const sum = (value: (sample: MetricsSample) => number): number =>
    latest.reduce((total, sample) => total + value(sample), 0);
  return {
    containers: latest.length,
    largest: largestOf(tracks),
    cpuCores: sum((sample) => sample.cpuCores),
    memoryBytes: sum((sample) => sample.memoryBytes),
    networkReceivedBytesPerSecond: sum((sample) => sample.networkReceivedBytesPerSecond),
    networkSentBytesPerSecond: sum((sample) => sample.networkSentBytesPerSecond),
    diskReadBytesPerSecond: sum((sample) => sample.diskReadBytesPerSecond),
    diskWrittenBytesPerSecond: sum((sample) => sample.diskWrittenBytesPerSecond),
    processes: sum((sample) => sample.processes),
  };
};

const largestOf = (tracks: readonly Track[]): string => {
  const memory = (track: Track): number => latestOf(track)?.memoryBytes ?? 0;
  return (
    tracks.reduce<Track | undefined>(
      (most, track) => (most === undefined || memory(track) > memory(most) ? track : most),
      undefined,
    )?.label ?? ''
  );
};

export interface Spread {
  readonly now: number | undefined;
  readonly mean: number;
  readonly peak: number;
  readonly peakMs: number;
}

/** A line of a chart in a few numbers, for those who do not look at charts. */
export const spreadOf = (
  track: Track,
  { value, span }: { readonly value: (sample: MetricsSample) => number; readonly span: Span },
): Spread | undefined => {
  const samples = track.samples.filter(
    ({ timeMs }) => timeMs >= span.fromMs && timeMs <= span.toMs,
  );
  const first = samples[0];
  if (first === undefined) return undefined;
  const highest = samples.reduce((most, one) => (value(one) > value(most) ? one : most), first);
  const latest = latestOf(track);
  return {
    now: latest === undefined ? undefined : value(latest),
    mean: samples.reduce((sum, one) => sum + value(one), 0) / samples.length,
    peak: value(highest),
    peakMs: highest.timeMs,
  };
};
