import type uPlot from 'uplot';
import { colourVariable, dashPattern } from '../../base/palette.ts';
import { themeColour } from '../../base/theme.ts';
import { withLimits, type Limit } from '../model/limits.ts';
import type { Measure } from '../model/measures.ts';
import { ceiling, ticks } from '../model/scale.ts';
import type { Span } from '../model/view.ts';
import type { ChartLine } from './chart-lines.ts';

interface OptionsOf {
  readonly size: { readonly width: number; readonly height: number };
  readonly span: () => Span;
  readonly limits: () => readonly Limit[];
  readonly onCursor: () => void;
  readonly onSelect: (fromMs: number, toMs: number) => void;
  readonly onLive: () => void;
  readonly onDrawn: (plot: uPlot) => void;
}

/** With few lines the area below them helps the eye; with many it is mud. */
const fillLimit = 2;

/** Many lines are thin: so they can be told apart, and a thin line is far quicker to draw. */
const wideLimit = 4;

/** How a measure is drawn. Colours are functions, so that a new theme only needs a redraw. */
export const chartOptions = (
  measure: Measure,
  lines: readonly ChartLine[],
  { size, span, limits, onCursor, onSelect, onLive, onDrawn }: OptionsOf,
): uPlot.Options => ({
  ...size,
  legend: { show: false },
  // Above the lines, the signs of events have a line of their own.
  padding: [16, 16, 0, 0],
  cursor: {
    y: false,
    drag: { x: true, y: false, setScale: false, dist: 4 },
    bind: {
      dblclick: () => () => {
        onLive();
        return null;
      },
    },
    // Only the crosshair is shared: a stretch that is drawn is heard of once.
    sync: {
      key: 'metrics',
      setSeries: false,
      filters: { pub: (type) => type === 'mousemove' || type === 'mouseleave' },
    },
    points: { size: 7, width: 1.5 },
  },
  scales: {
    x: { time: true, range: () => [span().fromMs / 1000, span().toMs / 1000] },
    y: { range: (_plot, min, max) => yRange(measure, { min, max, limits: limits() }) },
  },
  axes: [timeAxis(), valueAxis(measure)],
  series: [{}, ...lines.map((line) => seriesOf(line, lines.length))],
  hooks: {
    setCursor: [onCursor],
    draw: [onDrawn],
    setSelect: [
      (plot) => {
        const { left, width } = plot.select;
        if (width < 4) return;
        const at = (x: number): number => plot.posToVal(x, 'x') * 1000;
        onSelect(at(left), at(left + width));
        plot.setSelect({ left: 0, top: 0, width: 0, height: 0 }, false);
      },
    ],
  },
});

const seriesOf = ({ track, channel }: ChartLine, count: number): uPlot.Series => {
  const colour = (): string => themeColour(colourVariable(track.colour));
  const dash = dashPattern(track.colour);
  return {
    label: `${track.label} ${channel.name()}`,
    stroke: colour,
    width: count > wideLimit ? 1 : 1.5,
    ...(dash.length > 0 && { dash: [...dash] }),
    ...(count <= fillLimit && { fill: () => `color-mix(in srgb, ${colour()} 16%, transparent)` }),
    fillTo: 0,
    points: { show: false },
  };
};

/** uPlot says `null` where there is no reading at all. */
const yRange = (
  measure: Measure,
  {
    min,
    max,
    limits,
  }: {
    readonly min: number | null;
    readonly max: number | null;
    readonly limits: readonly Limit[];
  },
): [number, number] => {
  const mirrored = measure.channels.some(({ side }) => side === -1);
  const top = ceiling(withLimits(max ?? 0, limits), measure);
  return [mirrored ? -ceiling(-(min ?? 0), measure) : 0, top];
};

const font = (): string => `11px ${getComputedStyle(document.body).fontFamily}`;
const muted = (): string => themeColour('--vscode-descriptionForeground');
const grid = (): string => themeColour('--hb-grid');

const timeAxis = (): uPlot.Axis => ({
  font: font(),
  stroke: muted,
  size: 26,
  gap: 8,
  space: 60,
  grid: { show: false },
  ticks: { show: false },
  values: (_plot, seconds) => {
    const [first = 0, second = first + 60] = seconds;
    const fine = second - first < 60;
    return seconds.map((at) =>
      new Date(at * 1000).toLocaleTimeString([], {
        hour: '2-digit',
        minute: '2-digit',
        ...(fine && { second: '2-digit' }),
        hourCycle: 'h23',
      }),
    );
  },
});

const valueAxis = (measure: Measure): uPlot.Axis => ({
  font: font(),
  stroke: muted,
  size: 64,
  gap: 6,
  grid: { stroke: grid, width: 1 },
  ticks: { show: false },
  splits: (_plot, _axis, min, max) => ticks(min, max),
  values: (_plot, values) =>
    values.map((value) => (value === 0 ? '0' : measure.format(Math.abs(value)))),
});
