import uPlot from 'uplot';
import { h, setText } from '../base/dom.ts';
import { linesOf, valuesOf, type ChartLine, type LineValues } from './chart-lines.ts';
import { chartOptions } from './chart-options.ts';
import { ChartTooltip } from './chart-tooltip.ts';
import type { Aligned } from './model/align.ts';
import { formatClock } from './model/format.ts';
import type { Measure } from './model/measures.ts';
import type { Span } from './model/span.ts';
import type { Track } from './model/track.ts';
import { readout, stepCursor } from './chart-cursor.ts';

/** One measure over time. The plot is made anew only when its lines are others. */
export class Chart {
  readonly element: HTMLElement;
  readonly #measure: Measure;
  readonly #box = h('div', { class: 'plot', tabindex: '0', role: 'img' });
  readonly #value = h('span', { class: 'chart-value' });
  readonly #tooltip: ChartTooltip;
  #plot: uPlot | undefined;
  #lines: readonly ChartLine[] = [];
  #key = '';
  #span: Span = { fromMs: 0, toMs: 0 };

  constructor(measure: Measure) {
    this.#measure = measure;
    this.#tooltip = new ChartTooltip(measure);
    const title = h('h2', { class: 'chart-title' }, measure.title());
    const note = h('span', { class: 'chart-note' }, measure.note());
    const name = h('div', { class: 'chart-name' }, title, note);
    const head = h('div', { class: 'chart-head' }, name, this.#value);
    this.element = h('figure', { class: 'chart' }, head, this.#box);
    this.#box.append(this.#tooltip.element);
    this.#box.addEventListener('keydown', (event) => {
      if (this.#plot !== undefined && stepCursor(this.#plot, event.key)) event.preventDefault();
    });
    new ResizeObserver(() => {
      this.#plot?.setSize(this.#size());
    }).observe(this.#box);
  }

  show(tracks: readonly Track[], aligned: Aligned, span: Span): void {
    this.#span = span;
    this.#lines = linesOf(this.#measure, tracks);
    const data: [number[], ...LineValues[]] = [
      [...aligned.seconds],
      ...valuesOf(this.#measure, aligned),
    ];
    const key = tracks.map(({ id, colour }) => `${id} ${colour}`).join();
    if (this.#plot !== undefined && key === this.#key) this.#plot.setData(data);
    else this.#make(key, data);
    this.#read();
  }

  point(track: Track | undefined): void {
    const index = this.#lines.findIndex((line) => line.track.id === track?.id);
    for (const series of this.#plot?.series.slice(1) ?? []) series.alpha = 1;
    if (this.#plot === undefined) return;
    if (index !== -1) {
      this.#lines.forEach((line, at) => {
        const series = this.#plot?.series[at + 1];
        if (series !== undefined && line.track.id !== track?.id) series.alpha = 0.2;
      });
    }
    this.#plot.redraw(false);
  }

  redraw(): void {
    this.#plot?.redraw(true, true);
  }

  #make(key: string, data: [number[], ...LineValues[]]): void {
    this.#plot?.destroy();
    this.#key = key;
    const options = chartOptions(this.#measure, this.#lines, {
      size: this.#size(),
      span: () => this.#span,
      onCursor: () => {
        this.#read();
      },
    });
    this.#plot = new uPlot(options, data, this.#box);
  }

  #size(): { width: number; height: number } {
    // Before the first layout there is no width; uPlot takes none as a fault.
    return {
      width: Math.max(80, this.#box.clientWidth),
      height: Math.max(80, this.#box.clientHeight),
    };
  }

  /** Says what is under the cursor, or the newest where there is none. */
  #read(): void {
    if (this.#plot === undefined) return;
    const { index, text, hovered } = readout(this.#plot, this.#measure, this.#lines);
    const second = this.#plot.data[0][index];
    const time = hovered && second !== undefined ? ` · ${formatClock(second * 1000)}` : '';
    setText(this.#value, `${text}${time}`);
    this.#box.setAttribute('aria-label', `${this.#measure.title()}: ${text}${time}`);
    this.#tooltip.show(this.#plot, this.#lines, index);
  }
}
