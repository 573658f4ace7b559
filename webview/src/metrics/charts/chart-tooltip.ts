import type uPlot from 'uplot';
import { h } from '../../base/dom.ts';
import { colourVariable } from '../../base/palette.ts';
import { t } from '../../base/text.ts';
import { formatClock } from '../model/format.ts';
import { signs, type Marker } from '../model/markers.ts';
import type { Measure } from '../model/measures.ts';
import type { Track } from '../model/track.ts';
import { valueAt } from './chart-cursor.ts';
import type { ChartLine } from './chart-lines.ts';

/** More rows than this would hide the chart that they explain. */
const rowLimit = 8;
/** How near to an event the cursor has to be, in pixels. */
const nearPx = 8;

interface Shown {
  readonly lines: readonly ChartLine[];
  readonly index: number;
  readonly markers: readonly Marker[];
}

/** What is under the cursor, largest first; only in the chart that is pointed at, or has the focus. */
export class ChartTooltip {
  readonly element = h('div', { class: 'tooltip', 'aria-hidden': 'true' });
  readonly #measure: Measure;

  constructor(measure: Measure) {
    this.#measure = measure;
    this.element.hidden = true;
  }

  show(plot: uPlot, shown: Shown): void {
    const left = plot.cursor.left ?? -1;
    const box = this.element.parentElement;
    const here = plot.over.matches(':hover') || box?.matches(':focus-visible') === true;
    this.element.hidden = left < 0 || !here;
    if (this.element.hidden) return;
    const rows = [...this.#rows(plot, shown), ...eventRows(plot, left, shown.markers)];
    this.element.hidden = rows.length === 0;
    const second = plot.data[0][shown.index];
    const time = h('div', { class: 'tooltip-time' }, second ? formatClock(second * 1000) : '');
    this.element.replaceChildren(time, ...rows);
    this.#place(plot, left);
  }

  #place(plot: uPlot, left: number): void {
    const { over } = plot;
    const onRight = left < over.clientWidth / 2;
    const x = onRight
      ? over.offsetLeft + left + 12
      : over.offsetLeft + left - 12 - this.element.offsetWidth;
    this.element.style.transform = `translate(${String(Math.round(Math.max(0, x)))}px, 4px)`;
  }

  #rows(plot: uPlot, { lines, index }: Shown): readonly HTMLElement[] {
    const byTrack = new Map<Track, number[]>();
    lines.forEach(({ track }, at) => {
      const value = valueAt(plot, at, index);
      if (value !== undefined) byTrack.set(track, [...(byTrack.get(track) ?? []), Math.abs(value)]);
    });
    const sum = (values: readonly number[]): number => values.reduce((all, one) => all + one, 0);
    const sorted = [...byTrack].sort(([, a], [, b]) => sum(b) - sum(a));
    const rows = sorted.slice(0, rowLimit).map(([track, values]) => this.#row(track, values));
    const rest = sorted.length - rows.length;
    return rest > 0
      ? [...rows, h('div', { class: 'tooltip-time' }, t('and {0} more', rest))]
      : rows;
  }

  #row(track: Track, values: readonly number[]): HTMLElement {
    const swatch = h('span', { class: 'swatch' });
    swatch.style.setProperty('--colour', `var(${colourVariable(track.colour)})`);
    const value = values.map((one) => this.#measure.format(one)).join(' / ');
    return h(
      'div',
      { class: 'tooltip-row' },
      swatch,
      h('span', { class: 'tooltip-name' }, track.label),
      h('span', { class: 'tooltip-value' }, value),
    );
  }
}

const eventRows = (plot: uPlot, left: number, markers: readonly Marker[]): HTMLElement[] =>
  markers
    .filter(({ timeMs }) => Math.abs(plot.valToPos(timeMs / 1000, 'x') - left) <= nearPx)
    .flatMap(({ events }) => events.slice(0, rowLimit))
    .map(({ kind, text, timeMs }) =>
      h('div', { class: 'tooltip-event' }, `${signs[kind]} ${formatClock(timeMs)} ${text}`),
    );
