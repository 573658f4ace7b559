import * as z from 'zod/mini';
import { containerId, projectId, streamId, type ContainerId, type StreamId } from './ids.ts';
import { request, serverNotification } from './message.ts';

export const metricsTarget = z.union([
  z.object({ kind: z.literal('engine') }),
  z.object({
    kind: z.literal('project'),
    projectId,
    /** All services when absent. */
    services: z.optional(z.array(z.string())),
  }),
  z.object({ kind: z.literal('container'), containerId }),
]);
export type MetricsTarget = z.infer<typeof metricsTarget>;

/** One reading of one container. Rates are per second since the reading before. */
export interface MetricsSample {
  readonly timeMs: number;
  /** 1 is one whole core. */
  readonly cpuCores: number;
  readonly memoryBytes: number;
  /** The container's limit, or the host's memory. */
  readonly memoryLimitBytes: number;
  readonly networkReceivedBytesPerSecond: number;
  readonly networkSentBytesPerSecond: number;
  readonly diskReadBytesPerSecond: number;
  readonly diskWrittenBytesPerSecond: number;
  readonly processes: number;
  /** Page cache that `memoryBytes` (the working set) leaves out. */
  readonly cacheBytes?: number;
  /** Share of the time, 0..1, in which the container was held back by its CPU limit. */
  readonly cpuThrottled?: number;
}

/** What is known of a container beside its readings. */
export interface MetricsFacts {
  readonly project?: string;
  readonly service?: string;
  readonly health?: 'starting' | 'healthy' | 'unhealthy';
  /** How often the engine or HyperBox has started it again, as far as that is known. */
  readonly restarts: number;
  /** Its own limits; absent where it has none. */
  readonly cpuLimitCores?: number;
  readonly memoryLimitBytes?: number;
}

export interface MetricsSeries {
  readonly containerId: ContainerId;
  /** Service name, or the container's name when it has no service. */
  readonly label: string;
  /** In the answer to `open`, and later whenever they change. */
  readonly facts?: MetricsFacts;
  readonly samples: readonly MetricsSample[];
}

/** Something that a chart marks at its time. */
export interface MetricsEvent {
  readonly timeMs: number;
  readonly kind: 'started' | 'restarted' | 'exited' | 'oom' | 'reloaded';
  /** Whose: the label of a series. */
  readonly label: string;
  /** The container that it happened to; services of several projects may have the same label. */
  readonly containerId?: ContainerId;
  readonly text: string;
}

export const pressureKinds = ['cpu', 'memory', 'io'] as const;
export type PressureKind = (typeof pressureKinds)[number];

/**
 * Pressure stall information of the kernel (Documentation/accounting/psi.rst): the share of the last ten
 * seconds, in percent, in which some or all tasks had to wait.
 */
export interface PressureReading {
  readonly some: number;
  /** Older kernels have none for the CPU. */
  readonly full?: number;
  readonly trend: 'improving' | 'stable' | 'degrading';
  /** From 20 % on a warning, from 50 % on critical. */
  readonly level: 'normal' | 'warning' | 'critical';
}

export type Pressure =
  | {
      readonly kind: 'available';
      readonly timeMs: number;
      readonly readings: Readonly<Record<PressureKind, PressureReading>>;
    }
  | { readonly kind: 'unavailable'; readonly reason: string };

/** What the numbers give reason to say, and what to do about it. */
export interface MetricsAdvice {
  /** The same as long as it is about the same. */
  readonly key: string;
  readonly severity: 'hint' | 'warning' | 'critical';
  /** "api grew 400 MiB in 5 minutes". */
  readonly message: string;
  /** "Raise its limit, or pause it." */
  readonly remedy: string;
  readonly containerId?: ContainerId;
}

/** Answers with what history there is; samples follow about once a second until it is closed. */
export const metricsOpen = request<{
  readonly streamId: StreamId;
  readonly hostCpus: number;
  readonly hostMemoryBytes?: number;
  readonly events?: readonly MetricsEvent[];
  readonly pressure?: Pressure;
  readonly advice?: readonly MetricsAdvice[];
  readonly series: readonly MetricsSeries[];
}>()('hyperbox/metrics/open', z.object({ target: metricsTarget }));
export const metricsClose = request<null>()('hyperbox/metrics/close', z.object({ streamId }));

/** New samples only, all containers of one tick together; `gone` names those that ended. */
export const metricsSampled = serverNotification<{
  readonly streamId: StreamId;
  readonly series: readonly MetricsSeries[];
  readonly gone: readonly ContainerId[];
  readonly events?: readonly MetricsEvent[];
  /** Of the host, when it changed. */
  readonly pressure?: Pressure;
  /** Of single containers, where the engine's host has cgroup v2 and is this one. */
  readonly containerPressure?: Readonly<Record<ContainerId, Pressure>>;
  /** All of it, when it changed. */
  readonly advice?: readonly MetricsAdvice[];
}>('hyperbox/metrics/sampled');

/**
 * What is kept of a time that is longer ago: readings averaged over `stepMs`, which is at least what was
 * asked for (1 s for the last 10 minutes, 10 s for 24 hours).
 */
export const metricsHistory = request<{
  readonly stepMs: number;
  readonly series: readonly MetricsSeries[];
  readonly events: readonly MetricsEvent[];
}>()(
  'hyperbox/metrics/history',
  z.object({ target: metricsTarget, fromMs: z.number(), toMs: z.number(), stepMs: z.number() }),
);

export interface DiskUsage {
  readonly count: number;
  readonly bytes: number;
  /** What a clean-up of this kind would free. */
  readonly reclaimableBytes: number;
}

/** What the engine keeps on its disk. It takes the engine a while to add up. */
export const metricsDisk = request<{
  readonly images: DiskUsage;
  readonly containers: DiskUsage;
  readonly volumes: DiskUsage;
  readonly buildCache: DiskUsage;
}>()('hyperbox/metrics/disk', z.object({}));

/** Metrics cannot be served or sent as a setting wants it. */
export interface MetricsExportFailure {
  readonly setting: 'hyperbox.metrics.port' | 'hyperbox.metrics.otlp';
  readonly message: string;
  readonly hint: string;
}
/** Sent to every client once, and to one that comes later as long as it is so. */
export const metricsExportFailed = serverNotification<MetricsExportFailure>(
  'hyperbox/metrics/exportFailed',
);

/** What a container uses: the mean of its last readings. */
export interface ContainerUsage {
  readonly containerId: ContainerId;
  /** 1 is one whole core. */
  readonly cpuCores: number;
  readonly memoryBytes: number;
}
/**
 * For rows that say it in passing: answers with what is known and sends what changed, at most every
 * two seconds; `watch: false` stops that.
 */
export const metricsWatchUsage = request<readonly ContainerUsage[]>()(
  'hyperbox/metrics/watchUsage',
  z.object({ watch: z.boolean() }),
);
export const metricsUsageChanged = serverNotification<{
  readonly upserted: readonly ContainerUsage[];
  readonly removed: readonly ContainerId[];
}>('hyperbox/metrics/usageChanged');

/** How the engine's machine fares, and what to do about it. */
export interface HostPressure {
  readonly pressure: Pressure;
  /** Empty unless the pressure is a warning. */
  readonly advice: readonly MetricsAdvice[];
}
/**
 * Answers with how it is and sends it when its level or the advice changes, at most every two seconds;
 * `watch: false` stops that. Containers are read only while there is pressure, to say which of them to look at.
 */
export const metricsWatchPressure = request<HostPressure>()(
  'hyperbox/metrics/watchPressure',
  z.object({ watch: z.boolean() }),
);
export const metricsPressureChanged = serverNotification<HostPressure>(
  'hyperbox/metrics/pressureChanged',
);
