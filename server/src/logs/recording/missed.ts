import type { ContainerItem } from '#shared/protocol/inventory';
import {
  describeEnd,
  describeStart,
  endPattern,
  startPattern,
  type Marker,
} from '../lifecycle/markers.ts';
import { isUp } from '../lifecycle/tale.ts';
import type { LogRing, RingStand } from '../ring/contract.ts';

/** The engine tells of a start or an end a moment before or after it writes down when that was. */
const toleranceMs = 1_000;

/**
 * What happened to a container while nobody recorded it, as far as it shows, and is not in the ring yet.
 * Of what was there before the ring only its end is told.
 */
export const missedMarkers = (
  item: ContainerItem,
  stand: RingStand | undefined,
  ring: Pick<LogRing, 'origins'>,
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
  if (stand === undefined) return isUp(item) ? [] : ended;
  // Lines of this run are there already.
  const isStartTold = stand.timeMs >= startedAtMs || isToldSince(startPattern, startedAtMs);
  if (isUp(item) && isStartTold) return [];
  const started = isStartTold
    ? []
    : [{ text: describeStart(item.name, { kind: 'started' }), timeMs: startedAtMs }];
  return [...ended, ...started].sort((a, b) => a.timeMs - b.timeMs);
};

/** Once it runs again, nothing says any more how it ended before. */
const endOf = (item: ContainerItem): Parameters<typeof describeEnd>[1] =>
  isUp(item)
    ? { outOfMemory: false }
    : { exitCode: item.exitCode, outOfMemory: item.oomKilled === true };
