import type { PageFacts, PageSeries } from '../../../../shared/src/panels/metrics.ts';
import { packReadings } from '../../../../shared/src/panels/metrics-readings.ts';
import type { MetricsSample } from '../../../../shared/src/protocol/metrics.ts';
import type { Track } from '../../../../webview/src/metrics/model/track.ts';

export const sample = (second: number, over: Partial<MetricsSample> = {}): MetricsSample => ({
  timeMs: second * 1000,
  cpuCores: 1,
  memoryBytes: 100,
  memoryLimitBytes: 1000,
  networkReceivedBytesPerSecond: 1,
  networkSentBytesPerSecond: 2,
  diskReadBytesPerSecond: 3,
  diskWrittenBytesPerSecond: 4,
  processes: 5,
  ...over,
});

export const seriesOf = (
  containerId: string,
  label: string,
  samples: readonly MetricsSample[],
): PageSeries => ({ containerId, label, readings: packReadings(samples) });

export const series = (containerId: string, label: string, ...seconds: number[]): PageSeries =>
  seriesOf(
    containerId,
    label,
    seconds.map((second) => sample(second)),
  );

export const track = (
  label: string,
  samples: readonly MetricsSample[],
  facts?: Partial<PageFacts>,
): Track => ({
  id: `id of ${label}`,
  name: label,
  label,
  colour: 0,
  samples,
  facts: facts && { restarts: 0, ...facts },
  pressure: undefined,
  ended: false,
});
