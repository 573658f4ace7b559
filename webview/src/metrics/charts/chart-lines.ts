import type { Aligned, Cell } from '../model/align.ts';
import type { Channel, Measure } from '../model/measures.ts';
import type { Track } from '../model/track.ts';

/** One line of a chart. */
export interface ChartLine {
  readonly track: Track;
  readonly channel: Channel;
}

export type LineValues = (number | null | undefined)[];

/** The lines of a chart and their values, in one order. */
export const linesOf = (measure: Measure, tracks: readonly Track[]): readonly ChartLine[] =>
  tracks.flatMap((track) => measure.channels.map((channel) => ({ track, channel })));

export const valuesOf = (measure: Measure, { columns }: Aligned): LineValues[] =>
  columns.flatMap((cells) =>
    measure.channels.map((channel) => cells.map((cell) => valueOf(channel, cell))),
  );

const valueOf = ({ value, side }: Channel, cell: Cell): number | null | undefined =>
  cell === null || cell === undefined ? cell : value(cell) * side;
