import * as z from 'zod/mini';
import type { MetricsSample } from '../protocol/metrics.ts';

const required = [
  'timeMs',
  'cpuCores',
  'memoryBytes',
  'memoryLimitBytes',
  'networkReceivedBytesPerSecond',
  'networkSentBytesPerSecond',
  'diskReadBytesPerSecond',
  'diskWrittenBytesPerSecond',
  'processes',
] as const satisfies readonly (keyof MetricsSample)[];
const optional = ['cacheBytes', 'cpuThrottled'] as const satisfies readonly (keyof MetricsSample)[];

type Column = readonly (number | null)[];

/**
 * The readings of a container, a column a number. A hundred containers begin with 60,000 readings: as
 * objects their keys alone would be megabytes, and a schema for each would keep the page from drawing.
 */
export type PageReadings = Readonly<
  Record<(typeof required)[number], readonly number[]> &
    Partial<Record<(typeof optional)[number], Column>>
>;

const isColumn = (value: unknown, length: number): boolean =>
  Array.isArray(value) &&
  value.length === length &&
  value.every((cell) => typeof cell === 'number' && Number.isFinite(cell));

const isSparse = (value: unknown, length: number): boolean =>
  value === undefined ||
  (Array.isArray(value) &&
    value.length === length &&
    value.every((cell) => cell === null || (typeof cell === 'number' && Number.isFinite(cell))));

const areReadings = (value: unknown): boolean => {
  if (typeof value !== 'object' || value === null) return false;
  const columns = value as Readonly<Record<string, unknown>>;
  const { timeMs } = columns;
  if (!Array.isArray(timeMs)) return false;
  return (
    required.every((name) => isColumn(columns[name], timeMs.length)) &&
    optional.every((name) => isSparse(columns[name], timeMs.length))
  );
};

export const pageReadings = z.custom<PageReadings>(areReadings);

export const packReadings = (samples: readonly MetricsSample[]): PageReadings => {
  const column = (name: (typeof required)[number]): number[] => samples.map((one) => one[name]);
  const sparse = (name: (typeof optional)[number]): Partial<Record<string, Column>> =>
    samples.some((one) => one[name] !== undefined)
      ? { [name]: samples.map((one) => one[name] ?? null) }
      : {};
  return {
    timeMs: column('timeMs'),
    cpuCores: column('cpuCores'),
    memoryBytes: column('memoryBytes'),
    memoryLimitBytes: column('memoryLimitBytes'),
    networkReceivedBytesPerSecond: column('networkReceivedBytesPerSecond'),
    networkSentBytesPerSecond: column('networkSentBytesPerSecond'),
    diskReadBytesPerSecond: column('diskReadBytesPerSecond'),
    diskWrittenBytesPerSecond: column('diskWrittenBytesPerSecond'),
    processes: column('processes'),
    ...sparse('cacheBytes'),
    ...sparse('cpuThrottled'),
  };
};

export const unpackReadings = (readings: PageReadings): MetricsSample[] =>
  readings.timeMs.map((timeMs, row) => {
    const at = (name: (typeof required)[number]): number => readings[name][row] ?? 0;
    const cacheBytes = readings.cacheBytes?.[row];
    const cpuThrottled = readings.cpuThrottled?.[row];
    return {
      timeMs,
      cpuCores: at('cpuCores'),
      memoryBytes: at('memoryBytes'),
      memoryLimitBytes: at('memoryLimitBytes'),
      networkReceivedBytesPerSecond: at('networkReceivedBytesPerSecond'),
      networkSentBytesPerSecond: at('networkSentBytesPerSecond'),
      diskReadBytesPerSecond: at('diskReadBytesPerSecond'),
      diskWrittenBytesPerSecond: at('diskWrittenBytesPerSecond'),
      processes: at('processes'),
      ...(typeof cacheBytes === 'number' && { cacheBytes }),
      ...(typeof cpuThrottled === 'number' && { cpuThrottled }),
    };
  });
