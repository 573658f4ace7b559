import type { MetricsSample } from '#shared/protocol/metrics';
import type { StatsRecord } from '../engines/contract.ts';

/**
 * One reading from two records of totals. `undefined` when they cannot be compared: the totals went
 * back, since the container was started again in between, or no time has passed.
 */
export const sampleOf = (before: StatsRecord, now: StatsRecord): MetricsSample | undefined => {
  const seconds = (now.timeMs - before.timeMs) / 1000;
  if (seconds <= 0) return undefined;
  const rate = (read: (record: StatsRecord) => number): number =>
    (read(now) - read(before)) / seconds;
  const sample: MetricsSample = {
    timeMs: now.timeMs,
    cpuCores: rate((record) => record.cpuTotalNs) / 1e9,
    memoryBytes: now.memoryBytes,
    memoryLimitBytes: now.memoryLimitBytes,
    networkReceivedBytesPerSecond: rate((record) => record.networkReceivedBytes),
    networkSentBytesPerSecond: rate((record) => record.networkSentBytes),
    diskReadBytesPerSecond: rate((record) => record.diskReadBytes),
    diskWrittenBytesPerSecond: rate((record) => record.diskWrittenBytes),
    processes: now.processes,
    ...(now.cacheBytes !== undefined && { cacheBytes: now.cacheBytes }),
    ...throttled(before, now),
  };
  const rates = [
    sample.cpuCores,
    sample.networkReceivedBytesPerSecond,
    sample.networkSentBytesPerSecond,
    sample.diskReadBytesPerSecond,
    sample.diskWrittenBytesPerSecond,
  ];
  return rates.some((value) => value < 0) ? undefined : sample;
};

const throttled = (before: StatsRecord, now: StatsRecord): Pick<MetricsSample, 'cpuThrottled'> => {
  if (now.cpuPeriods === undefined) return {};
  const periods = now.cpuPeriods - (before.cpuPeriods ?? 0);
  const held = (now.cpuThrottledPeriods ?? 0) - (before.cpuThrottledPeriods ?? 0);
  return { cpuThrottled: periods > 0 ? Math.min(1, Math.max(0, held / periods)) : 0 };
};
