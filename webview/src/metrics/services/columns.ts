import { t } from '../../base/text.ts';
import {
  formatBytes,
  formatCores,
  formatCount,
  formatPercent,
  formatRate,
} from '../model/format.ts';
import type { ColumnId } from './column-ids.ts';
import { healthWord } from './health.ts';
import {
  partOfCpuLimit,
  partOfHost,
  partOfHostMemory,
  partOfMemoryLimit,
  type Reading,
} from './reading.ts';

export interface Column {
  readonly id: ColumnId;
  readonly title: () => string;
  /** What it is sorted by; nothing goes last. */
  readonly value: (reading: Reading) => number | string | undefined;
  readonly text: (reading: Reading) => string;
  /** How much of what there is, from 0 to 1: drawn as a bar. */
  readonly part?: (reading: Reading) => number | undefined;
}

const number = (
  id: ColumnId,
  title: () => string,
  {
    of,
    format,
    part,
  }: {
    readonly of: (reading: Reading) => number | undefined;
    readonly format: (value: number) => string;
    readonly part?: (reading: Reading) => number | undefined;
  },
): Column => ({
  id,
  title,
  value: of,
  text: (reading) => {
    const value = of(reading);
    return value === undefined ? '–' : format(value);
  },
  ...(part && { part }),
});

/** The columns after the name, which is the row's head. */
export const columns: readonly Column[] = [
  {
    id: 'health',
    title: () => t('Health'),
    value: ({ track }) => track.facts?.health,
    text: ({ track }) => healthWord(track.facts?.health),
  },
  number('cpu', () => t('CPU, cores'), {
    of: ({ sample }) => sample?.cpuCores,
    format: formatCores,
    part: partOfHost,
  }),
  number('cpuOfLimit', () => t('of limit'), { of: partOfCpuLimit, format: formatPercent }),
  number('memory', () => t('Memory'), {
    of: ({ sample }) => sample?.memoryBytes,
    format: formatBytes,
    part: (reading) => partOfMemoryLimit(reading) ?? partOfHostMemory(reading),
  }),
  number('memoryOfLimit', () => t('of limit'), { of: partOfMemoryLimit, format: formatPercent }),
  number('cache', () => t('Cache'), {
    of: ({ sample }) => sample?.cacheBytes,
    format: formatBytes,
  }),
  number('received', () => t('Received'), {
    of: ({ sample }) => sample?.networkReceivedBytesPerSecond,
    format: formatRate,
  }),
  number('sent', () => t('Sent'), {
    of: ({ sample }) => sample?.networkSentBytesPerSecond,
    format: formatRate,
  }),
  number('read', () => t('Read'), {
    of: ({ sample }) => sample?.diskReadBytesPerSecond,
    format: formatRate,
  }),
  number('written', () => t('Written'), {
    of: ({ sample }) => sample?.diskWrittenBytesPerSecond,
    format: formatRate,
  }),
  number('processes', () => t('Processes'), {
    of: ({ sample }) => sample?.processes,
    format: formatCount,
  }),
  number('restarts', () => t('Restarts'), {
    of: ({ track }) => track.facts?.restarts,
    format: formatCount,
  }),
];
