import uPlot from 'uplot';
import { h, setText } from '../../base/dom.ts';
import { t } from '../../base/text.ts';
import type { Aligned } from '../model/align.ts';
import { formatClock } from '../model/format.ts';
import { limitsOf } from '../model/limits.ts';
import { markersIn } from '../model/markers.ts';
import type { Measure } from '../model/measures.ts';
import { spoken } from '../model/spoken.ts';
import type { Track } from '../model/track.ts';
import type { Span } from '../model/view.ts';
import type { PageEvent } from '#shared/panels/metrics';
import { readout, stepCursor } from './chart-cursor.ts';
import type { ChartEvents } from './chart-events.ts';
import { onKey, onWheel } from './chart-gestures.ts';
import { linesOf, valuesOf, type ChartLine, type LineValues } from './chart-lines.ts';
import { drawMarks, type Marks } from './chart-marks.ts';
import { chartOptions } from './chart-options.ts';
import { ChartTooltip } from './chart-tooltip.ts';

export interface ChartContent {
  readonly tracks: readonly Track[];
  readonly aligned: Aligned;
  readonly span: Span;
  readonly events: readonly PageEvent[];
}

/** Signs of events that are nearer to each other than this, in pixels, are one. */
const nearPx = 10;
/** Until a plot is there to be measured. */
const usualWidth = 400;

/** One measure over time. The plot is made anew only when its lines are others. */
export class Chart {
  readonly element: HTMLElement;
  readonly #measure: Measure;
  readonly #events: ChartEvents;
  readonly #box: HTMLElement;
  readonly #value = h('span', { class: 'chart-value' });
  readonly #summary: HTMLElement;
  readonly #tooltip: ChartTooltip;
  readonly #withText: boolean;
  #plot: uPlot | undefined;
  #lines: readonly ChartLine[] = [];
  #marks: Marks = { limits: [], markers: [], withText: false };
  #key = '';
  #span: Span = { fromMs: 0, toMs: 0 };

  constructor(measure: Measure, options: { events: ChartEvents; withText: boolean }) {
    this.#measure = measure;
    this.#events = options.events;
    this.#withText = options.withText;
    this.#tooltip = new ChartTooltip(measure);
    const described = `summary-${measure.id}`;
    this.#summary = h('p', { class: 'visually-hidden', id: described });
    this.#box = h('div', {
      class: 'plot',
      tabindex: '0',
      role: 'group',
      'aria-roledescription': t('chart'),
      'aria-label': measure.title(),
      'aria-describedby': `${described} chart-keys`,
    });
    this.element = h('figure', { class: 'chart' }, this.#head(), this.#box, this.#summary);
    this.#box.append(this.#tooltip.element);
    this.#listen();
  }

  show({ tracks, aligned, span, events }: ChartContent): void {
    // A stretch is being drawn: nothing moves below it.
    if ((this.#plot?.select.width ?? 0) > 0) return;
    this.#span = span;
    this.#lines = linesOf(this.#measure, tracks);
    const nearMs = ((span.toMs - span.fromMs) / (this.#plot?.width ?? usualWidth)) * nearPx;
    this.#marks = {
      limits: limitsOf(this.#measure, tracks),
      markers: markersIn(events, { span, tracks, nearMs }),
      withText: this.#withText,
    };
    const data: [number[], ...LineValues[]] = [
      [...aligned.seconds],
      ...valuesOf(this.#measure, aligned),
    ];
    const key = tracks.map(({ id, colour }) => `${id} ${String(colour)}`).join();
    if (this.#plot !== undefined && key === this.#key) this.#plot.setData(data);
    else this.#make(key, data);
    this.#read();
  }

  /** For screen readers; not as often as the lines move, or they would never come to an end. */
  describe(tracks: readonly Track[], span: Span): void {
    setText(this.#summary, spoken(this.#measure, tracks, span));
  }

  point(track: Track | undefined): void {
    if (this.#plot === undefined) return;
    const pointed = this.#lines.some((line) => line.track.id === track?.id);
    this.#lines.forEach((line, at) => {
      const series = this.#plot?.series[at + 1];
      if (series !== undefined) series.alpha = pointed && line.track.id !== track?.id ? 0.2 : 1;
    });
    this.#plot.redraw(false);
  }

  redraw(): void {
    this.#plot?.redraw(true, true);
  }

  #head(): HTMLElement {
    const title = h('h3', { class: 'chart-title' }, this.#measure.title());
    const note = h('span', { class: 'chart-note' }, this.#measure.note());
    const name = h('div', { class: 'chart-name' }, title, note);
    return h('div', { class: 'chart-head' }, name, this.#value);
  }

  #listen(): void {
    this.#box.addEventListener('keydown', (event) => {
      if (this.#plot === undefined) return;
      const took = onKey(event, this.#events) || stepCursor(this.#plot, event.key);
      if (!took) return;
      event.preventDefault();
      if (event.key !== 'Escape') this.#events.onSay(this.#read());
    });
    this.#box.addEventListener(
      'wheel',
      onWheel(() => this.#plot, this.#events),
      { passive: false },
    );
    this.#box.addEventListener('blur', () => {
      if (this.#plot !== undefined) stepCursor(this.#plot, 'Escape');
    });
    new ResizeObserver(() => {
      this.#plot?.setSize(this.#size());
    }).observe(this.#box);
  }

  #make(key: string, data: [number[], ...LineValues[]]): void {
    this.#plot?.destroy();
    this.#key = key;
    const options = chartOptions(this.#measure, this.#lines, {
      size: this.#size(),
      span: () => this.#span,
      limits: () => this.#marks.limits,
      onCursor: () => {
        this.#read();
      },
      onSelect: this.#events.onZoomTo,
      onLive: this.#events.onLive,
      onDrawn: (plot) => {
        drawMarks(plot, this.#measure, this.#marks);
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
  #read(): string {
    if (this.#plot === undefined) return '';
    const { index, text, hovered } = readout(this.#plot, this.#measure, this.#lines);
    const second = this.#plot.data[0][index];
    const time = hovered && second !== undefined ? ` · ${formatClock(second * 1000)}` : '';
    setText(this.#value, `${text}${time}`);
    const { markers } = this.#marks;
    this.#tooltip.show(this.#plot, { lines: this.#lines, index, markers });
    return `${text}${time}`;
  }
}
