import { ValueType, type HrTime } from '@opentelemetry/api';
import { resourceFromAttributes } from '@opentelemetry/resources';
import {
  AggregationTemporality,
  DataPointType,
  type DataPoint,
  type MetricData,
  type ResourceMetrics,
} from '@opentelemetry/sdk-metrics';
import type { ContainerReading } from '../followed-container.ts';
import { instruments, resourceAttributes, type Instrument } from './instruments.ts';

/** One container, with its totals since it was started, as OpenTelemetry's data model has it. */
export const resourceMetricsOf = (
  reading: ContainerReading,
  attributes: Readonly<Record<string, string>>,
): ResourceMetrics => ({
  resource: resourceFromAttributes(resourceAttributes(reading, attributes)),
  scopeMetrics: [
    {
      scope: { name: 'hyperbox' },
      metrics: instruments.flatMap((instrument) => dataOf(instrument, reading) ?? []),
    },
  ],
});

const dataOf = (
  { name, kind, unit, description, points }: Instrument,
  reading: ContainerReading,
): MetricData | undefined => {
  const { totals, runtime } = reading;
  const dataPoints = points(reading).map(({ value, attributes = {} }): DataPoint<number> => ({
    startTime: hrTime(runtime.startedAtMs ?? totals.timeMs),
    endTime: hrTime(totals.timeMs),
    attributes: { ...attributes },
    value,
  }));
  if (dataPoints.length === 0) return undefined;
  const valueType = unit === 'By' ? ValueType.INT : ValueType.DOUBLE;
  const common = {
    descriptor: { name, description, unit, valueType },
    aggregationTemporality: AggregationTemporality.CUMULATIVE,
    dataPoints,
  };
  return kind === 'gauge'
    ? { ...common, dataPointType: DataPointType.GAUGE }
    : { ...common, dataPointType: DataPointType.SUM, isMonotonic: kind === 'counter' };
};

/** Seconds and nanoseconds. */
const hrTime = (ms: number): HrTime => {
  const seconds = Math.floor(ms / 1000);
  return [seconds, Math.round((ms - seconds * 1000) * 1e6)];
};
