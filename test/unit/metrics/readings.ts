import type { ContainerId } from '#shared/protocol/ids';
import type { MetricsSample } from '#shared/protocol/metrics';

export const reading = (timeMs: number, changes: Partial<MetricsSample> = {}): MetricsSample => ({
  timeMs,
  cpuCores: 0,
  memoryBytes: 0,
  memoryLimitBytes: 1000,
  networkReceivedBytesPerSecond: 0,
  networkSentBytesPerSecond: 0,
  diskReadBytesPerSecond: 0,
  diskWrittenBytesPerSecond: 0,
  processes: 1,
  ...changes,
});

export const idOf = (text: string): ContainerId => text as ContainerId;
