import type { LogsListener } from '../engines/contract.ts';

/** A line as the engine gives it. */
export type RawLine = Parameters<LogsListener['onLine']>[0];

/** For lines of different containers; a fixed-width RFC 3339 text breaks ties within a millisecond. */
export const compareLines = (a: RawLine, b: RawLine): number =>
  a.timeMs - b.timeMs || (a.time < b.time ? -1 : a.time > b.time ? 1 : 0);
