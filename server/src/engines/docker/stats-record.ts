import * as z from 'zod/mini';
import type { StatsRecord } from '../contract.ts';
import { listOf, maybe, number, text } from './record.ts';
import { devicesOf, interfacesOf } from './stats-parts.ts';

const blockEntry = z.object({
  ...{ major: maybe(z.number()), minor: maybe(z.number()) },
  ...{ op: text, value: number },
});
const noThrottling = { periods: 0, throttled_periods: 0 };
const cpu = z.catch(
  z.object({
    cpu_usage: z.catch(z.object({ total_usage: number, percpu_usage: listOf(z.number()) }), {
      total_usage: 0,
      percpu_usage: [],
    }),
    online_cpus: number,
    throttling_data: z.catch(
      z.object({ periods: number, throttled_periods: number }),
      noThrottling,
    ),
  }),
  {
    cpu_usage: { total_usage: 0, percpu_usage: [] },
    online_cpus: 0,
    throttling_data: noThrottling,
  },
);

/** Of forty numbers those that count, since this is read a hundred times a second. */
const fileCache = z.catch(
  z.object({
    total_inactive_file: maybe(z.number()),
    inactive_file: maybe(z.number()),
    total_cache: maybe(z.number()),
    cache: maybe(z.number()),
    file: maybe(z.number()),
  }),
  {},
);

// What most engines leave out is optional here: a value that is caught instead costs as much as all others.
const statsRecord = z.object({
  read: text,
  cpu_stats: cpu,
  memory_stats: z.catch(
    z.object({
      usage: number,
      limit: number,
      stats: fileCache,
      privateworkingset: maybe(z.number()),
    }),
    { usage: 0, limit: 0, stats: {} },
  ),
  networks: maybe(z.record(z.string(), z.object({ rx_bytes: number, tx_bytes: number }))),
  blkio_stats: z.catch(z.object({ io_service_bytes_recursive: listOf(blockEntry) }), {
    io_service_bytes_recursive: [],
  }),
  storage_stats: maybe(
    z.object({ read_size_bytes: maybe(z.number()), write_size_bytes: maybe(z.number()) }),
  ),
  pids_stats: z.catch(z.object({ current: number }), { current: 0 }),
  num_procs: maybe(z.number()),
});
type EngineStatsRecord = z.infer<typeof statsRecord>;

export const parseStats = (value: unknown): EngineStatsRecord | undefined =>
  z.safeParse(statsRecord, value).data;

/** `undefined` for the empty reading that stands for a container that is not running. */
export const normalizeStats = (record: EngineStatsRecord): StatsRecord | undefined => {
  const timeMs = Date.parse(record.read);
  if (Number.isNaN(timeMs) || timeMs <= 0) return undefined;
  const { cpu_usage, online_cpus, throttling_data } = record.cpu_stats;
  const networks = Object.values(record.networks ?? {});
  const interfaces = interfacesOf(record.networks);
  const devices = devicesOf(record.blkio_stats.io_service_bytes_recursive);
  return {
    timeMs,
    // Only Windows counts processes so, and it counts time in units of 100 ns.
    cpuTotalNs: cpu_usage.total_usage * ((record.num_procs ?? 0) > 0 ? 100 : 1),
    onlineCpus: online_cpus || cpu_usage.percpu_usage.length || 1,
    memoryBytes: workingSet(record.memory_stats),
    memoryLimitBytes: record.memory_stats.limit,
    networkReceivedBytes: sum(networks.map(({ rx_bytes }) => rx_bytes)),
    networkSentBytes: sum(networks.map(({ tx_bytes }) => tx_bytes)),
    diskReadBytes: blockBytes(record, 'read') || (record.storage_stats?.read_size_bytes ?? 0),
    diskWrittenBytes: blockBytes(record, 'write') || (record.storage_stats?.write_size_bytes ?? 0),
    ...(interfaces !== undefined && { interfaces }),
    ...(devices !== undefined && { devices }),
    processes: record.pids_stats.current || (record.num_procs ?? 0),
    cacheBytes: inactiveFile(record.memory_stats),
    ...pageCache(record.memory_stats),
    ...(throttling_data.periods > 0 && {
      cpuPeriods: throttling_data.periods,
      cpuThrottledPeriods: throttling_data.throttled_periods,
    }),
  };
};

/**
 * Usage without the page cache that the kernel can drop: cgroup v1 counts that as
 * `total_inactive_file`, v2 as `inactive_file`. Windows reports the working set itself.
 */
const workingSet = (memory: EngineStatsRecord['memory_stats']): number =>
  memory.usage - inactiveFile(memory) || (memory.privateworkingset ?? 0);

const inactiveFile = ({ stats, usage }: EngineStatsRecord['memory_stats']): number => {
  const inactive = stats.total_inactive_file ?? stats.inactive_file ?? 0;
  return inactive < usage ? inactive : 0;
};

// cgroup v1 says `cache`, with that of groups below as `total_cache`; v2 says `file`.
const pageCache = ({
  stats,
}: EngineStatsRecord['memory_stats']): Pick<StatsRecord, 'pageCacheBytes'> => {
  const pageCacheBytes = stats.total_cache ?? stats.cache ?? stats.file;
  return pageCacheBytes === undefined ? {} : { pageCacheBytes };
};

// cgroup v1 says "Read", v2 says "read".
const blockBytes = (record: EngineStatsRecord, operation: string): number =>
  sum(
    record.blkio_stats.io_service_bytes_recursive
      .filter(({ op }) => op.toLowerCase() === operation)
      .map(({ value }) => value),
  );

const sum = (values: readonly number[]): number =>
  values.reduce((total, value) => total + value, 0);
