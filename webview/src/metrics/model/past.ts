import type { PageEvent, PageSeries } from '#shared/panels/metrics';
import { unpackReadings } from '#shared/panels/metrics-readings';
import type { MetricsSample } from '#shared/protocol/metrics';
import { thin } from './thin.ts';
import { keptMs, type Track } from './track.ts';
import type { Span } from './view.ts';

/** Readings of a time of which the page itself has none, or too many to draw. */
export interface PastWanted extends Span {
  readonly stepMs: number;
  readonly labels: readonly string[];
}

export interface Past {
  readonly of: PastWanted;
  readonly stepMs: number;
  readonly series: readonly PageSeries[];
  readonly events: readonly PageEvent[];
}

/** About so many readings a line: more than that a chart of usual width cannot show. */
const readings = 400;
const steps = [1, 2, 5, 10, 20, 30, 60, 120, 300].map((seconds) => seconds * 1000);
/** While the view moves on with the time, what the page keeps itself fills in for what was not asked. */
const freshMs = keptMs / 2;

/**
 * What to ask for to show a span; nothing while the page has all of it. With half as much on either
 * side, so that moving about does not ask again at once.
 */
export const pastFor = (
  span: Span,
  { latestMs, labels }: { readonly latestMs: number; readonly labels: readonly string[] },
): PastWanted | undefined => {
  if (span.fromMs >= latestMs - keptMs) return undefined;
  const length = span.toMs - span.fromMs;
  const stepMs = steps.find((step) => length / step <= readings) ?? 300_000;
  const fromMs = Math.floor((span.fromMs - length / 2) / stepMs) * stepMs;
  const toMs = Math.ceil(Math.min(latestMs, span.toMs + length / 2) / stepMs) * stepMs;
  return { fromMs, toMs, stepMs, labels };
};

/** Whether what there is does for a span: it need not have been asked for with the same words. */
export const covers = (
  have: PastWanted | undefined,
  { span, wanted, latestMs }: { span: Span; wanted: PastWanted; latestMs: number },
): boolean =>
  have !== undefined &&
  have.fromMs <= span.fromMs &&
  have.toMs >= Math.min(span.toMs, latestMs - freshMs) &&
  have.stepMs <= wanted.stepMs &&
  have.stepMs * 4 >= wanted.stepMs &&
  wanted.labels.every((label) => have.labels.includes(label));

/** The lines of a span that reaches back beyond what the page keeps: the past, then what it kept. */
export const withPast = (tracks: readonly Track[], past: Past): readonly Track[] => {
  const stepMs = Math.max(past.stepMs, past.of.stepMs);
  return tracks.map((track) => {
    const own = thin(track.samples, stepMs);
    // The first of its own may be the mean of a few readings only.
    const from = own[1]?.timeMs ?? own[0]?.timeMs ?? Infinity;
    const before = pastOf(track, past.series).filter(({ timeMs }) => timeMs < from);
    return { ...track, samples: [...before, ...own.filter(({ timeMs }) => timeMs >= from)] };
  });
};

/** A container that was replaced has another id now, and its service's name still. */
const pastOf = (track: Track, series: readonly PageSeries[]): MetricsSample[] => {
  const own = series.filter(({ label, facts, containerId }) => {
    if (containerId === track.id) return true;
    const project = track.facts?.project;
    const other = facts?.project;
    return label === track.name && (project === other || !project || !other);
  });
  const samples = own.flatMap(({ readings: of }) => unpackReadings(of));
  return samples.sort((a, b) => a.timeMs - b.timeMs);
};
