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
import type { LogRing, RingStand } from '../ring/contract.ts';

/** The engine tells of a start or an end a moment before or after it writes down when that was. */
const toleranceMs = 1_000;

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
    readonly stand: RingStand | undefined;
    readonly ring: Pick<LogRing, 'origins'>;
    /** Those that are there too. */
    readonly beside: readonly ContainerItem[];
  },
): readonly Marker[] => {
  const { startedAtMs, finishedAtMs } = item;
  const isKnown = ring.origins.some(({ containerId }) => containerId === item.id);
  if (startedAtMs === undefined || (isKnown && stand === undefined)) return [];
  const isToldSince = (pattern: RegExp, sinceMs: number): boolean =>
    stand?.markers.some(
      ({ text, timeMs }) => timeMs >= sinceMs - toleranceMs && pattern.test(text.toString()),
    ) === true;
  const ended =
    finishedAtMs === undefined || isToldSince(endPattern, finishedAtMs)
      ? []
      : [{ text: describeEnd(item.name, endOf(item)), timeMs: finishedAtMs }];
  // The first of its place is followed from somewhere in its life; one that replaces another, from its start.
  const replaces =
    ring.origins.some(({ source }) => source === sourceOf(item)) ||
    beside.some((other) => isOfSamePlace(item, other) && (other.startedAtMs ?? 0) < startedAtMs);
  if (stand === undefined && !replaces) return isUp(item) ? [] : ended;
  // Lines of this run are there already.
  const isStartTold = (stand?.timeMs ?? 0) >= startedAtMs || isToldSince(startPattern, startedAtMs);
  if (isUp(item) && isStartTold) return [];
  const started = isStartTold
    ? []
    : [
        {
          text: describeStart(item.name, { kind: stand === undefined ? 'recreated' : 'started' }),
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
