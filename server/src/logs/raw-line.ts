import type { LogEntry } from '../engines/contract.ts';

/** For lines of different containers; a fixed-width RFC 3339 text breaks ties within a millisecond. */
export const compareLines = (a: LogEntry, b: LogEntry): number =>
  a.timeMs - b.timeMs || (a.time < b.time ? -1 : a.time > b.time ? 1 : 0);
