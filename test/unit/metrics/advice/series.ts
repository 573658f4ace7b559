import type { MetricsAdvice, MetricsSample, Pressure } from '#shared/protocol/metrics';
import type {
  AdvisedContainer,
  AdviceInput,
} from '../../../../server/src/metrics/advice/advice.ts';
import { Adviser } from '../../../../server/src/metrics/advice/adviser.ts';
import { idOf, reading } from '../readings.ts';

export const mebibyte = 1024 ** 2;
export const minuteMs = 60_000;

/** A reading a second, drawn by a function of the second. */
export const drawn = (
  seconds: number,
  draw: (second: number) => Partial<MetricsSample>,
): readonly MetricsSample[] =>
  Array.from({ length: seconds }, (_, second) =>
    reading(second * 1000, { memoryLimitBytes: 16 * 1024 * mebibyte, ...draw(second) }),
  );

export const container = (
  samples: readonly MetricsSample[],
  changes: Partial<AdvisedContainer> = {},
): AdvisedContainer => ({
  containerId: idOf('api'),
  label: 'api',
  facts: { restarts: 0 },
  startedAtMs: 0,
  samples,
  ...changes,
});

export const pressureOf = (memory: number, cpu = 0): Pressure => {
  const of = (some: number) =>
    ({
      some,
      trend: 'stable',
      level: some >= 50 ? 'critical' : some >= 20 ? 'warning' : 'normal',
    }) as const;
  return {
    kind: 'available',
    timeMs: 0,
    readings: { cpu: of(cpu), memory: of(memory), io: of(0) },
  };
};

export const input = (
  containers: readonly AdvisedContainer[],
  changes: Partial<AdviceInput> = {},
): AdviceInput => ({
  nowMs: containers[0]?.samples.at(-1)?.timeMs ?? 0,
  hostCpus: 4,
  crashes: [],
  containers,
  ...changes,
});

/** What one who comes now is told. */
export const advised = (
  containers: readonly AdvisedContainer[],
  changes: Partial<AdviceInput> = {},
): readonly MetricsAdvice[] => new Adviser().advise(input(containers, changes));
