import * as z from 'zod/mini';
import { pageReadings } from './metrics-readings.ts';
import { initMessage, readyMessage, retryMessage, stateMessage } from './panel.ts';

/** What the protocol says of the same names, for the page to check. */
export const pageFacts = z.object({
  project: z.optional(z.string()),
  service: z.optional(z.string()),
  health: z.optional(z.enum(['starting', 'healthy', 'unhealthy'])),
  restarts: z.number(),
  cpuLimitCores: z.optional(z.number()),
  memoryLimitBytes: z.optional(z.number()),
});
export type PageFacts = z.infer<typeof pageFacts>;

export const pageSeries = z.object({
  containerId: z.string(),
  label: z.string(),
  facts: z.optional(pageFacts),
  readings: pageReadings,
});
export type PageSeries = z.infer<typeof pageSeries>;

export const pageEvent = z.object({
  timeMs: z.number(),
  kind: z.enum(['started', 'restarted', 'exited', 'oom', 'reloaded']),
  label: z.string(),
  text: z.string(),
});
export type PageEvent = z.infer<typeof pageEvent>;

const pressureReading = z.object({
  some: z.number(),
  full: z.optional(z.number()),
  trend: z.enum(['improving', 'stable', 'degrading']),
  level: z.enum(['normal', 'warning', 'critical']),
});
export type PagePressureReading = z.infer<typeof pressureReading>;

export const pagePressure = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('available'),
    readings: z.object({ cpu: pressureReading, memory: pressureReading, io: pressureReading }),
  }),
  z.object({ kind: z.literal('unavailable'), reason: z.string() }),
]);
export type PagePressure = z.infer<typeof pagePressure>;

export const pageAdvice = z.object({
  key: z.string(),
  severity: z.enum(['hint', 'warning', 'critical']),
  message: z.string(),
  remedy: z.string(),
  containerId: z.optional(z.string()),
});
export type PageAdvice = z.infer<typeof pageAdvice>;

const diskUsage = z.object({ count: z.number(), bytes: z.number(), reclaimableBytes: z.number() });
export const diskKinds = ['images', 'containers', 'volumes', 'buildCache'] as const;
export type DiskKind = (typeof diskKinds)[number];
export const pageDisk = z.object({
  images: diskUsage,
  containers: diskUsage,
  volumes: diskUsage,
  buildCache: diskUsage,
});
export type PageDisk = z.infer<typeof pageDisk>;

export const metricsToPage = z.discriminatedUnion('kind', [
  initMessage,
  stateMessage,
  /** A stream begins, with what history there is: what the page knew before is void. */
  z.object({
    kind: z.literal('opened'),
    hostCpus: z.number(),
    hostMemoryBytes: z.optional(z.number()),
    series: z.array(pageSeries),
    events: z.array(pageEvent),
    pressure: z.optional(pagePressure),
    advice: z.array(pageAdvice),
  }),
  z.object({
    kind: z.literal('sampled'),
    series: z.array(pageSeries),
    gone: z.array(z.string()),
    events: z.array(pageEvent),
    pressure: z.optional(pagePressure),
    containerPressure: z.optional(z.record(z.string(), pagePressure)),
    advice: z.optional(z.array(pageAdvice)),
  }),
  /** The answer to the request of that number. */
  z.object({
    kind: z.literal('history'),
    request: z.number(),
    stepMs: z.number(),
    series: z.array(pageSeries),
    events: z.array(pageEvent),
  }),
  z.object({ kind: z.literal('historyFailed'), request: z.number(), message: z.string() }),
  z.object({ kind: z.literal('disk'), usage: pageDisk }),
  z.object({ kind: z.literal('diskFailed'), message: z.string() }),
]);
export type MetricsToPage = z.infer<typeof metricsToPage>;

export const containerActions = ['logs', 'restart', 'pause', 'stop'] as const;
export type ContainerAction = (typeof containerActions)[number];

export const metricsToHost = z.discriminatedUnion('kind', [
  readyMessage,
  retryMessage,
  /** What is kept of an earlier time, of the series that have lines. */
  z.object({
    kind: z.literal('history'),
    request: z.number(),
    fromMs: z.number(),
    toMs: z.number(),
    stepMs: z.number(),
    labels: z.array(z.string()),
  }),
  z.object({
    kind: z.literal('act'),
    action: z.enum(containerActions),
    containerId: z.string(),
  }),
  /** What the engine keeps on its disk. */
  z.object({ kind: z.literal('disk') }),
  z.object({ kind: z.literal('cleanUp'), what: z.enum(diskKinds) }),
]);
export type MetricsToHost = z.infer<typeof metricsToHost>;
