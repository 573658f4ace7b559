/** Totals of `/proc/pressure`, in microseconds; some kernels have no `full` for the CPU. */
export interface PressureTotals {
  readonly someUs: number;
  readonly fullUs?: number;
}

export interface HostReading {
  /** Of the machine that the engine is on. */
  readonly cpus?: number;
  readonly memoryBytes?: number;
  /** Only where that machine is this one, and its kernel says. */
  readonly pressure?: Readonly<Record<'cpu' | 'memory' | 'io', PressureTotals>>;
}

export interface HostFamily {
  readonly name: string;
  readonly kind: 'counter' | 'gauge';
  readonly help: string;
  readonly value: (host: HostReading) => number | undefined;
}

const pressureOf = (
  kind: 'cpu' | 'memory' | 'io',
  which: keyof PressureTotals,
): HostFamily['value'] => {
  return ({ pressure }) => {
    const us = pressure?.[kind][which];
    return us === undefined ? undefined : us / 1e6;
  };
};

/** What is said of the engine's machine: cAdvisor's names, and node_exporter's for pressure. */
export const hostFamilies: readonly HostFamily[] = [
  {
    name: 'machine_cpu_cores',
    kind: 'gauge',
    help: 'Number of logical CPU cores.',
    value: ({ cpus }) => cpus,
  },
  {
    name: 'machine_memory_bytes',
    kind: 'gauge',
    help: 'Amount of memory installed on the machine, in bytes.',
    value: ({ memoryBytes }) => memoryBytes,
  },
  {
    name: 'node_pressure_cpu_waiting_seconds_total',
    kind: 'counter',
    help: 'Total time in seconds that processes have waited for CPU time.',
    value: pressureOf('cpu', 'someUs'),
  },
  {
    name: 'node_pressure_memory_waiting_seconds_total',
    kind: 'counter',
    help: 'Total time in seconds that processes have waited for memory.',
    value: pressureOf('memory', 'someUs'),
  },
  {
    name: 'node_pressure_memory_stalled_seconds_total',
    kind: 'counter',
    help: 'Total time in seconds no process could make progress due to memory congestion.',
    value: pressureOf('memory', 'fullUs'),
  },
  {
    name: 'node_pressure_io_waiting_seconds_total',
    kind: 'counter',
    help: 'Total time in seconds that processes have waited due to IO congestion.',
    value: pressureOf('io', 'someUs'),
  },
  {
    name: 'node_pressure_io_stalled_seconds_total',
    kind: 'counter',
    help: 'Total time in seconds no process could make progress due to IO congestion.',
    value: pressureOf('io', 'fullUs'),
  },
];
