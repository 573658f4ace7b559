import { h, setText } from '../../base/dom.ts';
import { t } from '../../base/text.ts';
import { align } from '../model/align.ts';
import { measures } from '../model/measures.ts';
import type { Track } from '../model/track.ts';
import { Chart, type ChartContent } from './chart.ts';
import type { ChartEvents } from './chart-events.ts';

export interface ChartsInput extends Omit<ChartContent, 'aligned'> {
  /** How far apart readings are. */
  readonly stepMs: number;
}

/** How often the summaries for screen readers are written anew. */
const describeMs = 5000;

/** The charts, one a measure, on one time axis and with one cursor. Those out of sight are not drawn. */
export class Charts {
  readonly element = h('div', { class: 'charts' });
  readonly #charts: readonly Chart[];
  readonly #said = h('p', { class: 'visually-hidden', 'aria-live': 'polite' });
  readonly #inSight = new Set<Element>();
  readonly #waiting = new Set<Chart>();
  #drawing = false;
  #content: ChartContent | undefined;
  #describedMs = -Infinity;
  #described = '';

  constructor(events: Omit<ChartEvents, 'onSay'>) {
    const own: ChartEvents = {
      ...events,
      onSay: (text) => {
        setText(this.#said, text);
      },
    };
    this.#charts = measures.map((measure, index) => {
      return new Chart(measure, { events: own, withText: index === 0 });
    });
    const keys = t(
      'Arrow keys read values, plus and minus zoom, Shift and arrow keys move in time, Escape goes back to live.',
    );
    this.element.append(
      h('p', { class: 'visually-hidden', id: 'chart-keys' }, keys),
      this.#said,
      ...this.#charts.map(({ element }) => element),
    );
    const sight = new IntersectionObserver((entries) => {
      for (const { target, isIntersecting } of entries) {
        if (isIntersecting) this.#inSight.add(target);
        else this.#inSight.delete(target);
      }
      this.#draw();
    });
    for (const { element } of this.#charts) sight.observe(element);
  }

  show({ stepMs, ...content }: ChartsInput): void {
    const { tracks, span } = content;
    // One reading more on either side, so that lines come in from the edge.
    const [fromMs, toMs] = [span.fromMs - 2 * stepMs, span.toMs + 2 * stepMs];
    this.#content = { ...content, aligned: align(tracks, { fromMs, toMs, stepMs }) };
    this.#describe(this.#content);
    this.#draw();
  }

  /** Lifts the lines of one container out of the others. */
  point(track: Track | undefined): void {
    for (const chart of this.#charts) if (this.#inSight.has(chart.element)) chart.point(track);
  }

  redraw(): void {
    for (const chart of this.#charts) chart.redraw();
  }

  /** Of new content, or of what has come into sight: one chart a frame, so that no frame is long. */
  #draw(): void {
    for (const chart of this.#charts) {
      if (this.#inSight.has(chart.element)) this.#waiting.add(chart);
    }
    if (!this.#drawing) this.#drawNext();
  }

  #drawNext(): void {
    const [chart] = this.#waiting;
    this.#drawing = chart !== undefined;
    if (chart === undefined || this.#content === undefined) return;
    this.#waiting.delete(chart);
    chart.show(this.#content);
    requestAnimationFrame(() => {
      this.#drawNext();
    });
  }

  #describe({ tracks, span }: ChartContent): void {
    const now = performance.now();
    // Those that have come or have their first reading are not kept waiting.
    const read = tracks.filter(({ samples }) => samples.length > 0).map(({ id }) => id);
    const key = read.join();
    if (key === this.#described && now - this.#describedMs < describeMs) return;
    this.#described = key;
    this.#describedMs = now;
    for (const chart of this.#charts) chart.describe(tracks, span);
  }
}
