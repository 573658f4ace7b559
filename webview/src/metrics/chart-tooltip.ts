import type uPlot from 'uplot';
import { h } from '../base/dom.ts';
import { colourVariable } from '../base/palette.ts';
import { valueAt } from './chart-cursor.ts';
import type { ChartLine } from './chart-lines.ts';
import type { Measure } from './model/measures.ts';

/** More rows than this would hide the chart that they explain. */
const rowLimit = 8;

/** The values under the cursor by container, largest first; only in the chart that is pointed at. */
export class ChartTooltip {
  readonly element = h('div', { class: 'tooltip', 'aria-hidden': 'true' });
  readonly #measure: Measure;

  constructor(measure: Measure) {
    this.#measure = measure;
    this.element.hidden = true;
  }

  show(plot: uPlot, lines: readonly ChartLine[], index: number): void {
    const left = plot.cursor.left ?? -1;
    this.element.hidden = left < 0 || !plot.over.matches(':hover');
    if (this.element.hidden) return;
    const rows = this.#rows(plot, lines, index);
    this.element.hidden = rows.length === 0;
    this.element.replaceChildren(...rows);
    const over = plot.over;
    const onRight = left < over.clientWidth / 2;
    const x = onRight
      ? over.offsetLeft + left + 12
      : over.offsetLeft + left - 12 - this.element.offsetWidth;
    this.element.style.transform = `translate(${Math.round(Math.max(0, x))}px, 4px)`;
  }

  #rows(plot: uPlot, lines: readonly ChartLine[], index: number): HTMLElement[] {
    const byTrack = new Map<ChartLine['track'], number[]>();
    lines.forEach(({ track }, at) => {
      const value = valueAt(plot, at, index);
      if (value !== undefined) byTrack.set(track, [...(byTrack.get(track) ?? []), Math.abs(value)]);
    });
    const sum = (values: readonly number[]): number => values.reduce((all, one) => all + one, 0);
    return [...byTrack]
      .sort(([, a], [, b]) => sum(b) - sum(a))
      .slice(0, rowLimit)
      .map(([track, values]) => {
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
      });
  }
}
