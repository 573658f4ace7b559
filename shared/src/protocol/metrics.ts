import * as z from 'zod/mini';
import { containerId, projectId, streamId, type ContainerId, type StreamId } from './ids.ts';
import { request, serverNotification } from './message.ts';

export const metricsTarget = z.union([
  z.object({ kind: z.literal('engine') }),
  z.object({ kind: z.literal('project'), projectId }),
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
}

export interface MetricsSeries {
  readonly containerId: ContainerId;
  /** Service name, or the container's name when it has no service. */
  readonly label: string;
  readonly samples: readonly MetricsSample[];
}

/** Answers with what history there is; samples follow about once a second until it is closed. */
export const metricsOpen = request<{
  readonly streamId: StreamId;
  readonly hostCpus: number;
  readonly series: readonly MetricsSeries[];
}>()('hyperbox/metrics/open', z.object({ target: metricsTarget }));
export const metricsClose = request<null>()('hyperbox/metrics/close', z.object({ streamId }));

/** New samples only, all containers of one tick together; `gone` names those that ended. */
export const metricsSampled = serverNotification<{
  readonly streamId: StreamId;
  readonly series: readonly MetricsSeries[];
  readonly gone: readonly ContainerId[];
}>('hyperbox/metrics/sampled');
