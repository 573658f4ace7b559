import type { MetricsToPage, PageSeries } from '#shared/panels/metrics';
import { packReadings } from '#shared/panels/metrics-readings';
import type { ResultOf } from '#shared/protocol/message';
import type {
  metricsHistory,
  metricsOpen,
  metricsSampled,
  MetricsSeries,
} from '#shared/protocol/metrics';

export type Opened = ResultOf<typeof metricsOpen>;
export type Sampled = NonNullable<(typeof metricsSampled)['params']>;
type History = ResultOf<typeof metricsHistory>;

/** What the server says, as the page takes it. */
export const openedMessage = (opened: Opened): MetricsToPage => ({
  kind: 'opened',
  hostCpus: opened.hostCpus,
  hostMemoryBytes: opened.hostMemoryBytes,
  series: opened.series.map(pageSeries),
  events: [...(opened.events ?? [])],
  pressure: opened.pressure,
  advice: [...(opened.advice ?? [])],
});

export const sampledMessage = (sampled: Sampled): MetricsToPage => ({
  kind: 'sampled',
  series: sampled.series.map(pageSeries),
  gone: [...sampled.gone],
  events: [...(sampled.events ?? [])],
  pressure: sampled.pressure,
  containerPressure: sampled.containerPressure,
  advice: sampled.advice && [...sampled.advice],
});

/** Only the series that the page draws: a day of a hundred containers is megabytes. */
export const historyMessage = (
  history: History,
  asked: { readonly request: number; readonly labels: readonly string[] },
): MetricsToPage => ({
  kind: 'history',
  request: asked.request,
  stepMs: history.stepMs,
  series: history.series.filter(({ label }) => asked.labels.includes(label)).map(pageSeries),
  events: [...history.events],
});

const pageSeries = ({ containerId, label, facts, samples }: MetricsSeries): PageSeries => ({
  containerId,
  label,
  facts,
  readings: packReadings(samples),
});
