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
  const has = (pattern: RegExp, sinceMs: number): boolean =>
    stand?.markers.some(
      ({ text, timeMs }) => timeMs >= sinceMs - toleranceMs && pattern.test(text.toString()),
    ) === true;
  const wasSeen = stand === undefined || stand.timeMs >= startedAtMs;
  const started: Marker[] =
    wasSeen || has(startPattern, startedAtMs)
      ? []
      : [{ text: describeStart(item.name, { kind: 'started' }), timeMs: startedAtMs }];
  if (isUp(item) || finishedAtMs === undefined || has(endPattern, finishedAtMs)) return started;
  const { exitCode, oomKilled = false, name } = item;
  const end = { exitCode, outOfMemory: oomKilled };
  return [...started, { text: describeEnd(name, end), timeMs: finishedAtMs }];
};
