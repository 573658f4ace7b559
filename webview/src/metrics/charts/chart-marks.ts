import uPlot from 'uplot';
import { themeColour } from '../../base/theme.ts';
import { colourVariable } from '../../base/palette.ts';
import { t } from '../../base/text.ts';
import type { Limit } from '../model/limits.ts';
import { markerText, placesFor, signs, type Marker } from '../model/markers.ts';
import type { Measure } from '../model/measures.ts';

export interface Marks {
  readonly limits: readonly Limit[];
  readonly markers: readonly Marker[];
  /** The text of markers stands in one chart only: in five it would be noise. */
  readonly withText: boolean;
}

const kindColours: Readonly<Record<Marker['kind'], string>> = {
  started: '--vscode-charts-green',
  reloaded: '--vscode-charts-blue',
  restarted: '--vscode-charts-yellow',
  exited: '--vscode-charts-red',
  oom: '--vscode-charts-red',
};

/** Draws limits and events over the lines, in the pixels of the canvas. */
export const drawMarks = (plot: uPlot, measure: Measure, marks: Marks): void => {
  const { ctx, bbox } = plot;
  const ratio = uPlot.pxRatio;
  ctx.save();
  ctx.beginPath();
  ctx.rect(bbox.left, 0, bbox.width, bbox.top + bbox.height);
  ctx.clip();
  ctx.font = `${String(10 * ratio)}px ${getComputedStyle(document.body).fontFamily}`;
  ctx.lineWidth = ratio;
  const top = plot.scales['y']?.max ?? 0;
  for (const limit of marks.limits) if (limit.value <= top) drawLimit(plot, measure, limit);
  const beyond = marks.limits.find(({ value }) => value > top);
  if (beyond !== undefined) {
    sayLimit(plot, `${limitText(measure, beyond)} ↑`, bbox.top + 3 * ratio);
  }
  drawMarkers(plot, marks);
  ctx.restore();
};

const drawLimit = (plot: uPlot, measure: Measure, limit: Limit): void => {
  const { ctx, bbox } = plot;
  const ratio = uPlot.pxRatio;
  const [only, ...others] = limit.tracks;
  const y = Math.round(plot.valToPos(limit.value, 'y', true));
  ctx.strokeStyle = themeColour(
    only !== undefined && others.length === 0
      ? colourVariable(only.colour)
      : '--vscode-descriptionForeground',
  );
  ctx.setLineDash([5 * ratio, 4 * ratio]);
  ctx.beginPath();
  ctx.moveTo(bbox.left, y + 0.5);
  ctx.lineTo(bbox.left + bbox.width, y + 0.5);
  ctx.stroke();
  ctx.setLineDash([]);
  // Above the line where there is room, else below it.
  const above = y - bbox.top > 14 * ratio;
  sayLimit(plot, limitText(measure, limit), above ? y - 13 * ratio : y + 3 * ratio);
};

const limitText = (measure: Measure, { value, tracks }: Limit): string => {
  const [only, ...others] = tracks;
  const whose =
    only !== undefined && others.length === 0 ? only.label : t('{0} containers', tracks.length);
  return t('limit of {0}: {1}', whose, measure.format(value));
};

const sayLimit = ({ ctx, bbox }: uPlot, text: string, y: number): void => {
  ctx.fillStyle = themeColour('--vscode-descriptionForeground');
  ctx.textAlign = 'right';
  ctx.textBaseline = 'top';
  const right = bbox.left + bbox.width - 2 * uPlot.pxRatio;
  // Lines pass below it: an edge in the colour of the ground keeps it readable.
  ctx.strokeStyle = themeColour('--vscode-editor-background');
  ctx.lineWidth = 3 * uPlot.pxRatio;
  ctx.strokeText(text, right, y);
  ctx.lineWidth = uPlot.pxRatio;
  ctx.fillText(text, right, y);
};

const drawMarkers = (plot: uPlot, { markers, withText }: Marks): void => {
  const { ctx, bbox } = plot;
  const ratio = uPlot.pxRatio;
  const placed = markers.map((marker) => ({
    marker,
    x: Math.round(plot.valToPos(marker.timeMs / 1000, 'x', true)) + 0.5,
    text: markerText(marker),
  }));
  const sign = 14 * ratio;
  const places = placesFor(
    placed.map(({ x, text }) => ({ x, width: ctx.measureText(text).width + sign })),
    { left: bbox.left, right: bbox.left + bbox.width, least: 60 * ratio },
  );
  placed.forEach(({ marker, x, text }, index) => {
    const colour = themeColour(kindColours[marker.kind]);
    ctx.strokeStyle = colour;
    ctx.fillStyle = colour;
    ctx.globalAlpha = 0.7;
    ctx.setLineDash([2 * ratio, 3 * ratio]);
    ctx.beginPath();
    ctx.moveTo(x, bbox.top);
    ctx.lineTo(x, bbox.top + bbox.height);
    ctx.stroke();
    ctx.globalAlpha = 1;
    ctx.textBaseline = 'bottom';
    ctx.textAlign = 'center';
    ctx.fillText(signs[marker.kind], x, bbox.top - ratio);
    const place = places[index];
    if (!withText || place === undefined) return;
    const right = place.side === 'right';
    ctx.textAlign = right ? 'left' : 'right';
    ctx.fillStyle = themeColour('--vscode-descriptionForeground');
    const words = cut(ctx, text, place.room - sign);
    ctx.fillText(words, right ? x + 7 * ratio : x - 7 * ratio, bbox.top - ratio);
  });
  ctx.setLineDash([]);
};

const cut = (ctx: CanvasRenderingContext2D, text: string, room: number): string => {
  let words = text;
  while (words.length > 1 && ctx.measureText(words).width > room) words = `${words.slice(0, -2)}…`;
  return words;
};
