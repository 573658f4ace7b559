import type { MetricsSample } from '#shared/protocol/metrics';
import { latestOf, type Track } from '../model/track.ts';

/** The machine that the engine runs on. */
export interface Host {
  readonly cpus: number;
  readonly memoryBytes: number | undefined;
}

/** What a card or a row shows: one container, now. */
export interface Reading {
  readonly track: Track;
  readonly host: Host;
  /** Nothing when it has ended, or was not read yet. */
  readonly sample: MetricsSample | undefined;
  readonly hasLines: boolean;
  readonly latestMs: number;
}

export const partOfHost = ({ sample, host }: Reading): number | undefined =>
  sample && sample.cpuCores / Math.max(1, host.cpus);

export const partOfCpuLimit = ({ sample, track }: Reading): number | undefined => {
  const limit = track.facts?.cpuLimitCores;
  return sample && limit !== undefined && limit > 0 ? sample.cpuCores / limit : undefined;
};

/** Of its own limit only: each has the host's memory as well, and a bar of that says little. */
export const partOfMemoryLimit = ({ sample, track }: Reading): number | undefined => {
  const limit = track.facts?.memoryLimitBytes;
  return sample && limit !== undefined && limit > 0 ? sample.memoryBytes / limit : undefined;
};

export const partOfHostMemory = ({ sample, host }: Reading): number | undefined => {
  if (sample === undefined) return undefined;
  const all = host.memoryBytes ?? sample.memoryLimitBytes;
  return all > 0 ? sample.memoryBytes / all : undefined;
};

/** A container near its limit is about to be throttled or killed. */
export const isHigh = (part: number | undefined): boolean => part !== undefined && part >= 0.9;

export const readingOf = (track: Track, rest: Omit<Reading, 'track' | 'sample'>): Reading => ({
  ...rest,
  track,
  sample: latestOf(track),
});
