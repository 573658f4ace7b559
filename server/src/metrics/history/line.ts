import { containerId, type ContainerId } from '#shared/protocol/ids';
import type { MetricsEvent, MetricsSample } from '#shared/protocol/metrics';
import * as z from 'zod/mini';

/**
 * A line of a history file. Each says all that it says by itself, so that lines of two servers may
 * follow each other, and a line that was torn costs nothing but itself.
 */
export type Line =
  | { readonly kind: 'samples'; readonly byKey: ReadonlyMap<string, MetricsSample> }
  /** Which container is in a place from here on. */
  | { readonly kind: 'place'; readonly key: string; readonly containerId: ContainerId }
  | { readonly kind: 'event'; readonly key: string; readonly event: MetricsEvent };

type Field = Exclude<keyof MetricsSample, 'timeMs'>;

/** In the order in which a line has them; new ones go to the end. `decimals` is what is worth keeping. */
const fields: readonly { readonly name: Field; readonly decimals: number }[] = [
  { name: 'cpuCores', decimals: 4 },
  { name: 'memoryBytes', decimals: 0 },
  { name: 'memoryLimitBytes', decimals: 0 },
  { name: 'networkReceivedBytesPerSecond', decimals: 0 },
  { name: 'networkSentBytesPerSecond', decimals: 0 },
  { name: 'diskReadBytesPerSecond', decimals: 0 },
  { name: 'diskWrittenBytesPerSecond', decimals: 0 },
  { name: 'processes', decimals: 1 },
  { name: 'cacheBytes', decimals: 0 },
  { name: 'cpuThrottled', decimals: 3 },
];

export const sampleFields: readonly Field[] = fields.map(({ name }) => name);

const optionalFields: ReadonlySet<Field> = new Set(['cacheBytes', 'cpuThrottled']);

/** Times within a line are told as what they are later than its first. */
export const writeSamples = (samples: ReadonlyMap<string, MetricsSample>): string => {
  const times = Array.from(samples.values(), ({ timeMs }) => timeMs);
  const first = Math.min(...times);
  const rows = Object.fromEntries(
    Array.from(samples, ([key, sample]) => [key, [sample.timeMs - first, ...valuesOf(sample)]]),
  );
  return JSON.stringify([first, rows]);
};

export const writePlace = (key: string, id: ContainerId): string => JSON.stringify({ key, id });

export const writeEvent = (key: string, event: MetricsEvent): string =>
  JSON.stringify({ key, event });

const valuesOf = (sample: MetricsSample): readonly (number | null)[] =>
  fields.map(({ name, decimals }) => {
    const value = sample[name];
    return value === undefined ? null : round(value, decimals);
  });

const round = (value: number, decimals: number): number => {
  const factor = 10 ** decimals;
  return Math.round(value * factor) / factor;
};

const lineSchema = z.union([
  // Looked at below: a place may be named as a record's schema passes over, `__proto__`.
  z.tuple([
    z.number(),
    z.custom<object>((rows: unknown) => typeof rows === 'object' && rows !== null),
  ]),
  z.object({ key: z.string(), id: containerId }),
  z.object({
    key: z.string(),
    event: z.object({
      timeMs: z.number(),
      kind: z.enum(['started', 'restarted', 'exited', 'oom', 'reloaded']),
      label: z.string(),
      containerId: z.optional(containerId),
      text: z.string(),
    }),
  }),
]);

/** `undefined` for what was torn, or written by a version that says it otherwise. */
export const parseLine = (text: string): Line | undefined => {
  const parsed = z.safeParse(lineSchema, parseJson(text)).data;
  if (parsed === undefined) return undefined;
  if (!Array.isArray(parsed)) {
    if (!('event' in parsed)) return { kind: 'place', key: parsed.key, containerId: parsed.id };
    const { containerId: id, ...event } = parsed.event;
    return { kind: 'event', key: parsed.key, event: { ...event, ...(id && { containerId: id }) } };
  }
  const [first, rows] = parsed;
  const byKey = new Map<string, MetricsSample>();
  for (const [key, values] of Object.entries(rows)) {
    const sample = Array.isArray(values) ? sampleOf(first, values) : undefined;
    if (sample !== undefined) byKey.set(key, sample);
  }
  return { kind: 'samples', byKey };
};

const sampleOf = (
  first: number,
  [later, ...values]: readonly unknown[],
): MetricsSample | undefined => {
  if (typeof later !== 'number') return undefined;
  const sample: Partial<Record<keyof MetricsSample, number>> = { timeMs: first + later };
  for (const [index, { name }] of fields.entries()) {
    const value = values[index];
    if (typeof value === 'number') sample[name] = value;
    else if (!optionalFields.has(name)) return undefined;
  }
  // Every field but the optional ones has just been seen to be there.
  return sample as MetricsSample;
};

const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
};
