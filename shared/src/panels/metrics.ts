import * as z from 'zod/mini';
import { initMessage, readyMessage, retryMessage, stateMessage } from './panel.ts';

/** The same numbers as `MetricsSample` of the protocol. */
export const pageSample = z.object({
  timeMs: z.number(),
  cpuCores: z.number(),
  memoryBytes: z.number(),
  memoryLimitBytes: z.number(),
  networkReceivedBytesPerSecond: z.number(),
  networkSentBytesPerSecond: z.number(),
  diskReadBytesPerSecond: z.number(),
  diskWrittenBytesPerSecond: z.number(),
  processes: z.number(),
});
export type PageSample = z.infer<typeof pageSample>;

export const pageSeries = z.object({
  containerId: z.string(),
  label: z.string(),
  samples: z.array(pageSample),
});
export type PageSeries = z.infer<typeof pageSeries>;

export const metricsToPage = z.discriminatedUnion('kind', [
  initMessage,
  stateMessage,
  /** A stream begins, with what history there is: what the page knew before is void. */
  z.object({ kind: z.literal('opened'), hostCpus: z.number(), series: z.array(pageSeries) }),
  z.object({
    kind: z.literal('sampled'),
    series: z.array(pageSeries),
    gone: z.array(z.string()),
  }),
]);
export type MetricsToPage = z.infer<typeof metricsToPage>;

export const metricsToHost = z.discriminatedUnion('kind', [readyMessage, retryMessage]);
export type MetricsToHost = z.infer<typeof metricsToHost>;
