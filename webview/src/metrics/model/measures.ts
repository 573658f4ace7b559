import type { PageFacts } from '#shared/panels/metrics';
import type { MetricsSample } from '#shared/protocol/metrics';
import { t } from '../../base/text.ts';
import { formatBytes, formatCores, formatCount, formatRate } from './format.ts';

/** One line of a chart: what of a reading it shows, and on which side of the axis. */
export interface Channel {
  /** Empty where the chart has only one. */
  readonly name: () => string;
  readonly value: (sample: MetricsSample) => number;
  readonly side: 1 | -1;
}

export interface Measure {
  readonly id: 'cpu' | 'memory' | 'network' | 'disk' | 'processes';
  readonly title: () => string;
  readonly note: () => string;
  readonly channels: readonly Channel[];
  readonly format: (value: number) => string;
  /** With its unit, where `format` leaves it to the title. */
  readonly say?: (value: number) => string;
  /** What a container may not go beyond. */
  readonly limit?: (facts: PageFacts) => number | undefined;
  /** The axis never shows less than this, so that noise does not look like load. */
  readonly least: number;
  /** Steps of the axis are multiples of a power of this. */
  readonly base: 2 | 10;
}

const up = (name: Channel['name'], value: Channel['value']): Channel => ({ name, value, side: 1 });
const down = (name: Channel['name'], value: Channel['value']): Channel => ({
  name,
  value,
  side: -1,
});

/** What the panel charts, in order: a row adds a chart. */
export const measures: readonly Measure[] = [
  {
    id: 'cpu',
    title: () => t('CPU'),
    note: () => t('busy cores'),
    channels: [
      up(
        () => '',
        ({ cpuCores }) => cpuCores,
      ),
    ],
    format: formatCores,
    say: (value) => t('{0} cores', formatCores(value)),
    limit: ({ cpuLimitCores }) => cpuLimitCores,
    least: 0.1,
    base: 10,
  },
  {
    id: 'memory',
    title: () => t('Memory'),
    note: () => t('in use'),
    channels: [
      up(
        () => '',
        ({ memoryBytes }) => memoryBytes,
      ),
    ],
    format: formatBytes,
    limit: ({ memoryLimitBytes }) => memoryLimitBytes,
    least: 16 * 1024 * 1024,
    base: 2,
  },
  {
    id: 'network',
    title: () => t('Network'),
    note: () => t('received above, sent below'),
    channels: [
      up(
        () => t('received'),
        (sample) => sample.networkReceivedBytesPerSecond,
      ),
      down(
        () => t('sent'),
        (sample) => sample.networkSentBytesPerSecond,
      ),
    ],
    format: formatRate,
    least: 1000,
    base: 10,
  },
  {
    id: 'disk',
    title: () => t('Disk'),
    note: () => t('read above, written below'),
    channels: [
      up(
        () => t('read'),
        (sample) => sample.diskReadBytesPerSecond,
      ),
      down(
        () => t('written'),
        (sample) => sample.diskWrittenBytesPerSecond,
      ),
    ],
    format: formatRate,
    least: 10_000,
    base: 10,
  },
  {
    id: 'processes',
    title: () => t('Processes'),
    note: () => t('and threads'),
    channels: [
      up(
        () => '',
        ({ processes }) => processes,
      ),
    ],
    format: (value) => formatCount(Math.round(value)),
    least: 4,
    base: 2,
  },
];
