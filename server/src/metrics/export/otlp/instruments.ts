import type { ContainerReading } from '../followed-container.ts';
import { diskPoints, networkPoints } from './io-points.ts';

export interface Point {
  readonly value: number;
  readonly attributes?: Readonly<Record<string, string>>;
}

export interface Instrument {
  readonly name: string;
  /** `upDown` sums go up and down; a counter only up, since the container started. */
  readonly kind: 'counter' | 'upDown' | 'gauge';
  /** UCUM. */
  readonly unit: string;
  readonly description: string;
  readonly points: (reading: ContainerReading) => readonly Point[];
}

/** The semantic conventions for container metrics of OpenTelemetry. */
export const instruments: readonly Instrument[] = [
  {
    name: 'container.cpu.time',
    kind: 'counter',
    unit: 's',
    description: 'Total CPU time consumed.',
    points: ({ totals }) => [{ value: totals.cpuTotalNs / 1e9 }],
  },
  {
    name: 'container.memory.usage',
    kind: 'upDown',
    unit: 'By',
    description: 'Memory usage of the container.',
    points: ({ totals }) => [{ value: totals.memoryBytes + (totals.cacheBytes ?? 0) }],
  },
  {
    name: 'container.memory.working_set',
    kind: 'upDown',
    unit: 'By',
    description: 'Container memory working set.',
    points: ({ totals }) => [{ value: totals.memoryBytes }],
  },
  {
    name: 'container.disk.io',
    kind: 'counter',
    unit: 'By',
    description: 'Disk bytes for the container.',
    points: ({ totals }) => diskPoints(totals),
  },
  {
    name: 'container.network.io',
    kind: 'counter',
    unit: 'By',
    description: 'Network bytes for the container.',
    points: ({ totals }) => networkPoints(totals),
  },
  {
    name: 'container.uptime',
    kind: 'gauge',
    unit: 's',
    description: 'The time the container has been running.',
    points: ({ totals, runtime: { startedAtMs } }) =>
      startedAtMs === undefined ? [] : [{ value: (totals.timeMs - startedAtMs) / 1000 }],
  },
];

/** Whose they are. What the user set stands, but for what says which container it is. */
export const resourceAttributes = (
  { item }: ContainerReading,
  given: Readonly<Record<string, string>>,
): Record<string, string> => ({
  ...(item.compose !== undefined && {
    'service.name': item.compose.service,
    'service.namespace': item.compose.project,
  }),
  ...given,
  'container.id': item.id,
  'container.name': item.name,
  'container.image.name': item.image,
  ...(item.compose !== undefined && {
    'container.label.com.docker.compose.project': item.compose.project,
    'container.label.com.docker.compose.service': item.compose.service,
  }),
});
