import type { PageSample } from '#shared/panels/metrics';
import { t } from '../base/text.ts';
import {
  formatBytes,
  formatCores,
  formatCount,
  formatPercent,
  formatRate,
} from './model/format.ts';

export interface ContainerColumn {
  readonly title: () => string;
  readonly value: (sample: PageSample) => string;
  /** Small print after the value. */
  readonly note?: (sample: PageSample, hostCpus: number) => string;
  /** How much of what there is, from 0 to 1: drawn as a bar. */
  readonly part?: (sample: PageSample, hostCpus: number) => number;
}

const partOfHost = ({ cpuCores }: PageSample, hostCpus: number): number =>
  cpuCores / Math.max(1, hostCpus);

const partOfLimit = ({ memoryBytes, memoryLimitBytes }: PageSample): number =>
  memoryLimitBytes > 0 ? memoryBytes / memoryLimitBytes : 0;

export const containerColumns: readonly ContainerColumn[] = [
  {
    title: () => t('CPU'),
    value: ({ cpuCores }) => formatCores(cpuCores),
    note: (sample, hostCpus) => formatPercent(partOfHost(sample, hostCpus)),
    part: partOfHost,
  },
  {
    title: () => t('Memory'),
    value: ({ memoryBytes }) => formatBytes(memoryBytes),
    note: ({ memoryLimitBytes }) =>
      memoryLimitBytes > 0 ? `/ ${formatBytes(memoryLimitBytes)}` : '',
    part: partOfLimit,
  },
  {
    title: () => t('Received'),
    value: (sample) => formatRate(sample.networkReceivedBytesPerSecond),
  },
  { title: () => t('Sent'), value: (sample) => formatRate(sample.networkSentBytesPerSecond) },
  { title: () => t('Read'), value: (sample) => formatRate(sample.diskReadBytesPerSecond) },
  { title: () => t('Written'), value: (sample) => formatRate(sample.diskWrittenBytesPerSecond) },
  { title: () => t('Processes'), value: ({ processes }) => formatCount(processes) },
];
