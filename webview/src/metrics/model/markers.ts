import type { PageEvent } from '#shared/panels/metrics';
import { t } from '../../base/text.ts';
import type { Track } from './track.ts';
import type { Span } from './view.ts';

/** Events at one place of a chart: several when they would lie on each other. */
export interface Marker {
  readonly timeMs: number;
  /** Of the gravest of them. */
  readonly kind: PageEvent['kind'];
  readonly events: readonly PageEvent[];
}

/** Of an exit and the start after it, the restart is what happened. */
const gravity: readonly PageEvent['kind'][] = ['started', 'reloaded', 'exited', 'restarted', 'oom'];

/** Also where there are no colours, each kind has a sign of its own. */
export const signs: Readonly<Record<PageEvent['kind'], string>> = {
  started: '▲',
  reloaded: '●',
  restarted: '◆',
  exited: '■',
  oom: '✖',
};

/** The events of what is shown, joined where they are nearer to each other than `nearMs`. */
export const markersIn = (
  events: readonly PageEvent[],
  { span, tracks, nearMs }: { span: Span; tracks: readonly Track[]; nearMs: number },
): readonly Marker[] => {
  const names = new Set(tracks.map(({ name }) => name));
  const within = events
    .filter(({ timeMs, label }) => timeMs >= span.fromMs && timeMs <= span.toMs && names.has(label))
    .sort((a, b) => a.timeMs - b.timeMs);
  const groups: PageEvent[][] = [];
  for (const event of within) {
    const group = groups.at(-1);
    const near = group?.[0] !== undefined && event.timeMs - group[0].timeMs < nearMs;
    if (near) group.push(event);
    else groups.push([event]);
  }
  return groups.map((group) => ({
    timeMs: group[0]?.timeMs ?? 0,
    kind: gravest(group),
    events: group,
  }));
};

const gravest = (events: readonly PageEvent[]): PageEvent['kind'] =>
  gravity.findLast((kind) => events.some((event) => event.kind === kind)) ?? 'started';

export const markerText = ({ events }: Marker): string =>
  events.length === 1 ? (events[0]?.text ?? '') : t('{0} events', events.length);

export interface Place {
  readonly side: 'right' | 'left';
  /** How much of it: less than the text is long where it has to be cut. */
  readonly room: number;
}

interface Edges {
  readonly left: number;
  readonly right: number;
  /** With less room than this a text says nothing. */
  readonly least: number;
}

/**
 * Where each text has room: beside its sign as one reads, else before it, else cut, else nowhere.
 * Earlier texts take their room first.
 */
export const placesFor = (
  texts: readonly { readonly x: number; readonly width: number }[],
  { left, right, least }: Edges,
): readonly (Place | undefined)[] => {
  let free = left;
  return texts.map(({ x, width }, index) => {
    const behind = (texts[index + 1]?.x ?? right) - x;
    const before = x - free;
    const place = placeOf(width, { behind, before, least });
    free = place?.side === 'right' ? x + place.room : x;
    return place;
  });
};

const placeOf = (
  width: number,
  { behind, before, least }: Record<'behind' | 'before' | 'least', number>,
): Place | undefined => {
  if (width <= behind) return { side: 'right', room: width };
  if (width <= before) return { side: 'left', room: width };
  if (behind >= least && behind >= before) return { side: 'right', room: behind };
  return before >= least ? { side: 'left', room: before } : undefined;
};

/** Joins what was told at different times; the same event may have been told twice. */
export const mergeEvents = (...lists: readonly (readonly PageEvent[])[]): readonly PageEvent[] => {
  const byKey = new Map(
    lists.flat().map((event) => [`${String(event.timeMs)} ${event.label} ${event.kind}`, event]),
  );
  return [...byKey.values()].sort((a, b) => a.timeMs - b.timeMs);
};
