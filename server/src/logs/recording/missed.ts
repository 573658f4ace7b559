import type { ContainerItem } from '#shared/protocol/inventory';
import {
  describeEnd,
  describeStart,
  endPattern,
  startPattern,
  type Marker,
} from '../lifecycle/markers.ts';
import { isUp } from '../lifecycle/tale.ts';
import { sourceOf } from '../ring-choice.ts';
import type { LogRecord, LogRing } from '../ring/contract.ts';

/** The engine tells of a start or an end a moment after it writes down when that was; clocks are rounded. */
const toleranceMs = 50;

/** What is kept of a container. */
export interface KnownStand {
  /** Of the newest line that it printed. */
  readonly newestMs?: number | undefined;
  /** The last few. */
  readonly markers: readonly Pick<LogRecord, 'text' | 'timeMs'>[];
}

/**
 * What happened to a container while nobody recorded it, as far as it shows, and is not in the ring yet.
 * Of what was there before the ring only its end is told.
 */
export const missedMarkers = (
  item: ContainerItem,
  {
    stand,
    ring,
    beside,
  }: {
    readonly stand: KnownStand;
    readonly ring: Pick<LogRing, 'origins'>;
    /** Those that are there too. */
    readonly beside: readonly ContainerItem[];
  },
): readonly Marker[] => {
  const { startedAtMs, finishedAtMs } = item;
  const isKnown = ring.origins.some(({ containerId }) => containerId === item.id);
  if (startedAtMs === undefined) return [];
  const isToldSince = (pattern: RegExp, sinceMs: number): boolean =>
    stand.markers.some(
      ({ text, timeMs }) => timeMs >= sinceMs - toleranceMs && pattern.test(text.toString()),
    );
  const ended =
    finishedAtMs === undefined || isToldSince(endPattern, finishedAtMs)
      ? []
      : [{ text: describeEnd(item.name, endOf(item)), timeMs: finishedAtMs }];
  // The first of its place is followed from somewhere in its life; one that replaces another, from its start.
  const replaces =
    ring.origins.some(({ source }) => source === sourceOf(item)) ||
    beside.some((other) => isOfSamePlace(item, other) && (other.startedAtMs ?? 0) < startedAtMs);
  if (!isKnown && !replaces) return isUp(item) ? [] : ended;
  // Lines of this run are there already.
  const isStartTold =
    (stand.newestMs ?? 0) >= startedAtMs || isToldSince(startPattern, startedAtMs);
  if (isUp(item) && isStartTold) return [];
  const started = isStartTold
    ? []
    : [
        {
          text: describeStart(item.name, { kind: isKnown ? 'started' : 'recreated' }),
          timeMs: startedAtMs,
        },
      ];
  return [...ended, ...started].sort((a, b) => a.timeMs - b.timeMs);
};

const isOfSamePlace = (one: ContainerItem, other: ContainerItem): boolean =>
  one.compose?.number === other.compose?.number && sourceOf(one) === sourceOf(other);

/** Once it runs again, nothing says any more how it ended before. */
const endOf = (item: ContainerItem): Parameters<typeof describeEnd>[1] =>
  isUp(item)
    ? { outOfMemory: false }
    : { exitCode: item.exitCode, outOfMemory: item.oomKilled === true };
