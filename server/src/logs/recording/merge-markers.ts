import { endPattern, startPattern } from '../lifecycle/markers.ts';
import type { FreshRecord } from './line-queue.ts';

export interface Ordered {
  readonly record: FreshRecord;
  readonly orderMs: number;
}

/** A start whose last end is not known is at most this much later than the first line after it. */
const lateMs = 1000;

/**
 * Lines and markers of one container, each in the order of time. Engines write down late when a run
 * began, and when one ended while its last lines are still on their way: the end of the last run comes
 * after all that it printed, and between two runs the markers are where the longest pause is.
 */
export const mergeMarkers = (
  lines: readonly Ordered[],
  markers: readonly Ordered[],
): readonly Ordered[] => {
  const last = markers.at(-1);
  const isOver = last !== undefined && endPattern.test(last.record.text);
  const placed = isOver ? markers.slice(0, -1) : [...markers];
  for (const [index, marker] of placed.entries()) {
    if (!startPattern.test(marker.record.text)) continue;
    const before = placed[index - 1];
    const isEnd = before !== undefined && endPattern.test(before.record.text);
    const fromMs = isEnd ? before.orderMs : marker.orderMs - lateMs;
    const orderMs = afterPause(lines, fromMs, marker.orderMs);
    placed[index] = { ...marker, orderMs };
    if (isEnd) placed[index - 1] = { ...before, orderMs };
  }
  const merged = [...placed, ...lines].sort((a, b) => a.orderMs - b.orderMs);
  if (isOver) merged.push(last);
  let latest = 0;
  return merged.map(({ record, orderMs }) => ({
    record,
    orderMs: (latest = Math.max(latest, orderMs)),
  }));
};

/** When what comes after the longest pause between two times begins. */
const afterPause = (lines: readonly Ordered[], fromMs: number, toMs: number): number => {
  const within = lines.map(({ orderMs }) => orderMs).filter((ms) => ms > fromMs && ms < toMs);
  const times = [fromMs, ...within, toMs];
  const pauses = times.slice(1).map((ms, index) => ms - (times[index] ?? ms));
  return times[1 + pauses.indexOf(Math.max(...pauses))] ?? toMs;
};
