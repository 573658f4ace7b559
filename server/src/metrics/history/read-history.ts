import type { ContainerId } from '#shared/protocol/ids';
import type { MetricsEvent, MetricsSample, MetricsSeries } from '#shared/protocol/metrics';
import { labelOfKey } from '../place.ts';
import { readLines } from './files.ts';
import { parseLine } from './line.ts';
import { Mean, stepOf } from './mean.ts';
import { coarse, fine, type Tier } from './tier.ts';

export interface HistoryRange {
  readonly fromMs: number;
  readonly toMs: number;
  readonly stepMs: number;
}

export interface HistoryPlan extends HistoryRange {
  readonly tier: Tier;
}

/** What a chart can show; more of it is only slower. */
const maxPointsOfAll = 200_000;
const maxPoints = 4000;

/** Which files to read, and into steps of which length: at least those that are asked for. */
export const planHistory = (
  asked: HistoryRange,
  known: { readonly nowMs: number; readonly series: number },
): HistoryPlan => {
  const fromMs = Math.max(asked.fromMs, known.nowMs - coarse.keptMs);
  const toMs = Math.max(fromMs, Math.min(asked.toMs, known.nowMs));
  const points = Math.min(maxPoints, maxPointsOfAll / Math.max(1, known.series));
  const wanted = Math.max(asked.stepMs, (toMs - fromMs) / points);
  // A file of seconds is kept a little longer than it has to be, and is then as good.
  const recent = fromMs >= known.nowMs - fine.keptMs - 5000;
  const tier = recent && wanted < coarse.stepMs ? fine : coarse;
  const stepMs = Math.ceil(wanted / tier.stepMs) * tier.stepMs;
  return { fromMs, toMs, stepMs: Math.max(tier.stepMs, stepMs), tier };
};

export interface HistoryOfFolder {
  readonly series: readonly MetricsSeries[];
  readonly events: readonly MetricsEvent[];
}

/** Reads what is kept of the places of one project. */
export const readHistory = async (
  folder: string,
  options: {
    readonly plan: HistoryPlan;
    /** Of these places only. */
    readonly includes: (key: string) => boolean;
    /** What is not on disk yet. */
    readonly unfinished: ReadonlyMap<string, MetricsSample>;
  },
): Promise<HistoryOfFolder> => {
  const { plan, includes } = options;
  const found = new Map<string, Map<number, Mean>>();
  const ids = new Map<string, ContainerId>();
  const events: MetricsEvent[] = [];
  const isWanted = (key: string, timeMs: number): boolean =>
    timeMs >= plan.fromMs && timeMs <= plan.toMs && includes(key);
  const add = (key: string, sample: MetricsSample): void => {
    if (!isWanted(key, sample.timeMs)) return;
    const means = found.get(key) ?? new Map<number, Mean>();
    found.set(key, means);
    const step = stepOf(sample.timeMs, plan.stepMs);
    const mean = means.get(step) ?? new Mean();
    means.set(step, mean);
    mean.add(sample);
  };
  const take = (text: string): void => {
    const line = parseLine(text);
    if (line?.kind === 'place') ids.set(line.key, line.containerId);
    if (line?.kind === 'samples') for (const [key, sample] of line.byKey) add(key, sample);
    if (line?.kind === 'event' && isWanted(line.key, line.event.timeMs)) events.push(line.event);
  };
  await readLines(folder, plan, take);
  if (plan.tier === coarse) for (const [key, sample] of options.unfinished) add(key, sample);
  else {
    await readLines(folder, { ...plan, tier: coarse }, (text) => {
      if (text.includes('"event"')) take(text);
    });
  }
  const series = [...found].flatMap(([key, means]): MetricsSeries[] => {
    const containerId = ids.get(key);
    if (containerId === undefined) return [];
    const steps = [...means].sort(([left], [right]) => left - right);
    const samples = steps.map(([timeMs, mean]) => mean.at(timeMs));
    return [{ containerId, label: labelOfKey(key), samples }];
  });
  return { series, events: sortEvents(events) };
};

/** In order, and once each: several servers may have heard the same. */
export const sortEvents = (events: readonly MetricsEvent[]): readonly MetricsEvent[] => {
  const known = new Map(
    events.map((event) => [`${String(event.timeMs)} ${event.kind} ${event.label}`, event]),
  );
  return [...known.values()].sort((left, right) => left.timeMs - right.timeMs);
};
