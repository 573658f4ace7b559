import type { ContainerReading } from '../../../../server/src/metrics/export/followed-container.ts';
import { aContainer } from '../../client/items.ts';

/** A container of a project, read a minute after it was started. */
export const aReading = (special: Partial<ContainerReading> = {}): ContainerReading => ({
  item: aContainer({
    compose: { project: 'shop', service: 'web', number: 1, oneOff: false },
    health: 'healthy',
  }),
  runtime: {
    restartCount: 3,
    startedAtMs: 1_000_000,
    memoryLimitBytes: 64 * 2 ** 20,
    cpuLimitCores: 0.5,
  },
  totals: {
    timeMs: 1_060_500,
    cpuTotalNs: 12_345_678_901,
    onlineCpus: 2,
    memoryBytes: 30_000_000,
    memoryLimitBytes: 64 * 2 ** 20,
    networkReceivedBytes: 1000,
    networkSentBytes: 2000,
    diskReadBytes: 3000,
    diskWrittenBytes: 4000,
    processes: 5,
    cacheBytes: 6_000_000,
    pageCacheBytes: 7_000_000,
    cpuPeriods: 600,
    cpuThrottledPeriods: 60,
  },
  ...special,
});
