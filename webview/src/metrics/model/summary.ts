import type { PageSample } from '#shared/panels/metrics';
import { latestOf, type Track } from './track.ts';

export interface Totals extends Omit<PageSample, 'timeMs' | 'memoryLimitBytes'> {
  readonly containers: number;
  /** The name of the container that takes the most memory. */
  readonly largest: string;
}

/** What all running containers use together, now. */
export const totalsOf = (tracks: readonly Track[]): Totals => {
  const latest = tracks.flatMap((track) => latestOf(track) ?? []);
  const sum = (value: (sample: PageSample) => number): number =>
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
}

/** A line of a chart in three numbers, for those who do not look at charts. */
export const spreadOf = (
  track: Track,
  value: (sample: PageSample) => number,
  fromMs: number,
): Spread | undefined => {
  const values = track.samples.filter(({ timeMs }) => timeMs >= fromMs).map(value);
  if (values.length === 0) return undefined;
  const latest = latestOf(track);
  return {
    now: latest === undefined ? undefined : value(latest),
    mean: values.reduce((sum, one) => sum + one, 0) / values.length,
    peak: values.reduce((peak, one) => Math.max(peak, one), 0),
  };
};
