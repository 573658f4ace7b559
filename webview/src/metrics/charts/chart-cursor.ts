import type uPlot from 'uplot';
import type { ChartLine } from './chart-lines.ts';
import type { Measure } from '../model/measures.ts';

export interface Readout {
  readonly index: number;
  readonly hovered: boolean;
  /** The sum over all lines, a part a channel. */
  readonly text: string;
}

/** The value of a line at a moment; where it was not read just then, the one a moment before. */
export const valueAt = (plot: uPlot, line: number, index: number): number | undefined => {
  const values = plot.data[line + 1];
  for (let at = index; at > index - 4 && at >= 0; at--) {
    const value = values?.[at];
    if (value === null) return undefined;
    if (value !== undefined) return value;
  }
  return undefined;
};

export const readout = (plot: uPlot, measure: Measure, lines: readonly ChartLine[]): Readout => {
  const { idx, left } = plot.cursor;
  const hovered = typeof idx === 'number' && left !== undefined && left >= 0;
  const index = hovered ? idx : (plot.data[0].length || 1) - 1;
  const sums = measure.channels.map((channel) => {
    const sum = lines.reduce((total, line, at) => {
      if (line.channel !== channel) return total;
      return total + Math.abs(valueAt(plot, at, index) ?? 0);
    }, 0);
    // Named, not drawn: an arrow up would be read as "sent" where it means "the upper half".
    return [channel.name(), measure.format(sum)].filter((part) => part !== '').join(' ');
  });
  return { index, hovered, text: sums.join(' · ') };
};

/** Moves the cursor by keys, one reading a step; `false` when the key is not for it. */
export const stepCursor = (plot: uPlot, key: string): boolean => {
  const last = plot.data[0].length - 1;
  const now = plot.cursor.idx ?? last;
  const targets: Readonly<Record<string, number>> = {
    ArrowLeft: now - 1,
    ArrowRight: now + 1,
    PageUp: now - 30,
    PageDown: now + 30,
    Home: 0,
    End: last,
  };
  const target = key === 'Escape' ? -1 : targets[key];
  if (target === undefined) return false;
  const second = plot.data[0][Math.min(Math.max(0, target), last)];
  const left = key === 'Escape' || second === undefined ? -10 : plot.valToPos(second, 'x');
  plot.setCursor({ left, top: left < 0 ? -10 : plot.over.clientHeight / 2 });
  return true;
};
