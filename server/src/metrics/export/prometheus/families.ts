import type { DeviceTotals, InterfaceTotals } from '../../../engines/contract.ts';
import type { ContainerReading } from '../followed-container.ts';

export interface Family {
  readonly name: string;
  readonly kind: 'counter' | 'gauge';
  readonly help: string;
  /** Labels that every sample of it has, beside those of the container. */
  readonly labels?: Readonly<Record<string, string>>;
  /** `undefined` where there is nothing to say of this container. */
  readonly value: (reading: ContainerReading) => number | undefined;
  /** The same in parts, which add up to it, each with its name in a label. */
  readonly apart?: Apart;
}

interface Apart {
  readonly label: 'interface' | 'device';
  /** `undefined` where the engine does not tell them apart: then `value` is said, without the label. */
  readonly parts: (
    reading: ContainerReading,
  ) => readonly { readonly of: string; readonly value: number }[] | undefined;
}

const byInterface = (value: (of: InterfaceTotals) => number): Apart => ({
  label: 'interface',
  parts: ({ totals }) => totals.interfaces?.map((each) => ({ of: each.name, value: value(each) })),
});
const byDevice = (value: (of: DeviceTotals) => number): Apart => ({
  label: 'device',
  parts: ({ totals }) => totals.devices?.map((each) => ({ of: each.device, value: value(each) })),
});

/**
 * What is said of each container: names, units and meaning are cAdvisor's, so that dashboards and
 * alerts that are written for it work as they are. Counters are the engine's own totals.
 */
export const containerFamilies: readonly Family[] = [
  {
    name: 'container_cpu_usage_seconds_total',
    kind: 'counter',
    help: 'Cumulative CPU time consumed, in seconds.',
    labels: { cpu: 'total' },
    value: ({ totals }) => totals.cpuTotalNs / 1e9,
  },
  {
    name: 'container_cpu_cfs_periods_total',
    kind: 'counter',
    help: 'Number of elapsed enforcement period intervals; absent without a CPU limit.',
    value: ({ totals }) => totals.cpuPeriods,
  },
  {
    name: 'container_cpu_cfs_throttled_periods_total',
    kind: 'counter',
    help: 'Number of throttled period intervals; absent without a CPU limit.',
    value: ({ totals }) => totals.cpuThrottledPeriods,
  },
  {
    name: 'container_memory_usage_bytes',
    kind: 'gauge',
    help: 'Memory in use with all page cache, in bytes.',
    value: ({ totals }) => totals.memoryBytes + (totals.cacheBytes ?? 0),
  },
  {
    name: 'container_memory_working_set_bytes',
    kind: 'gauge',
    help: 'Memory in use without the page cache that can be dropped, in bytes.',
    value: ({ totals }) => totals.memoryBytes,
  },
  {
    name: 'container_memory_cache',
    kind: 'gauge',
    help: 'All page cache of the container, in bytes.',
    value: ({ totals }) => totals.pageCacheBytes,
  },
  {
    name: 'container_network_receive_bytes_total',
    kind: 'counter',
    help: 'Cumulative count of bytes received.',
    value: ({ totals }) => totals.networkReceivedBytes,
    apart: byInterface(({ receivedBytes }) => receivedBytes),
  },
  {
    name: 'container_network_transmit_bytes_total',
    kind: 'counter',
    help: 'Cumulative count of bytes transmitted.',
    value: ({ totals }) => totals.networkSentBytes,
    apart: byInterface(({ sentBytes }) => sentBytes),
  },
  {
    name: 'container_fs_reads_bytes_total',
    kind: 'counter',
    help: 'Cumulative count of bytes read from block devices.',
    value: ({ totals }) => totals.diskReadBytes,
    apart: byDevice(({ readBytes }) => readBytes),
  },
  {
    name: 'container_fs_writes_bytes_total',
    kind: 'counter',
    help: 'Cumulative count of bytes written to block devices.',
    value: ({ totals }) => totals.diskWrittenBytes,
    apart: byDevice(({ writtenBytes }) => writtenBytes),
  },
  {
    name: 'container_processes',
    kind: 'gauge',
    help: 'Number of processes and threads in the container.',
    value: ({ totals }) => totals.processes,
  },
  {
    name: 'container_spec_memory_limit_bytes',
    kind: 'gauge',
    help: 'Memory limit of the container in bytes; 0 is no limit.',
    value: ({ runtime }) => runtime.memoryLimitBytes ?? 0,
  },
  {
    name: 'container_spec_cpu_quota',
    kind: 'gauge',
    help: 'CPU quota of the container in microseconds of each period; absent without a limit.',
    value: ({ runtime: { cpuLimitCores } }) =>
      cpuLimitCores && Math.round(cpuLimitCores * cpuPeriodUs),
  },
  {
    name: 'container_spec_cpu_period',
    kind: 'gauge',
    help: 'CPU period of the container in microseconds.',
    value: ({ runtime }) => runtime.cpuLimitCores && cpuPeriodUs,
  },
  {
    name: 'container_start_time_seconds',
    kind: 'gauge',
    help: 'Start time of the container since the Unix epoch, in seconds.',
    value: ({ runtime }) => runtime.startedAtMs && runtime.startedAtMs / 1000,
  },
  {
    name: 'container_last_seen',
    kind: 'gauge',
    help: 'When the container was last read, in seconds since the Unix epoch.',
    value: ({ totals }) => totals.timeMs / 1000,
  },
  {
    name: 'container_restarts_total',
    kind: 'counter',
    help: 'How often the engine has started the container again by its restart policy.',
    value: ({ runtime }) => runtime.restartCount,
  },
  {
    name: 'container_health_state',
    kind: 'gauge',
    help: 'Result of the health check: 1 healthy, 0 not healthy (yet), -1 no health check.',
    value: ({ item }) => (item.health === 'none' ? -1 : Number(item.health === 'healthy')),
  },
];

/** The kernel's own; quotas are told for it, whatever they were written for. */
const cpuPeriodUs = 100_000;

/** The labels that say whose a sample is; a container without a project has no labels of one. */
export const containerLabels = ({ item }: ContainerReading): Record<string, string> => ({
  id: `/docker/${item.id}`,
  name: item.name,
  image: item.image,
  ...(item.compose !== undefined && {
    container_label_com_docker_compose_project: item.compose.project,
    container_label_com_docker_compose_service: item.compose.service,
  }),
});

export const containerLabelNames: readonly string[] = [
  'id',
  'name',
  'image',
  'container_label_com_docker_compose_project',
  'container_label_com_docker_compose_service',
];
