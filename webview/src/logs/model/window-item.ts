import type { LogLevel } from '#shared/logs/filter';
import type { LogPosition } from '#shared/protocol/logs';
import type { Entry } from './entry.ts';

/** A line in the window. */
export interface WindowLine {
  readonly kind: 'line';
  /** Ascends along the window; what is put before its start has lower numbers than what was there. */
  readonly number: number;
  readonly at: LogPosition | undefined;
  readonly entry: Entry;
  /** Is another one when the lines around it are. */
  role: LineRole;
}

/** Lines came faster than they could be sent: they are kept, and can be read. */
export interface WindowGap {
  readonly kind: 'gap';
  readonly number: number;
  readonly count: number;
  /** The line before it. */
  readonly after: LogPosition | undefined;
}

export type WindowItem = WindowLine | WindowGap;

/** What a line is among those around it: it may go with the one before it. */
export interface LineRole {
  /** The line's own, or that of the line that it goes with. */
  readonly level: LogLevel;
  /** The first line of the stack trace that this one is part of. */
  readonly head: WindowLine | undefined;
}

/** Of what has no level, such as a marker. */
export const noRole: LineRole = { level: 'none', head: undefined };
