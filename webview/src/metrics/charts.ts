import { h } from '../base/dom.ts';
import { t } from '../base/text.ts';
import { Chart } from './chart.ts';
import { align } from './model/align.ts';
import { measures } from './model/measures.ts';
import type { Span } from './model/span.ts';
import type { Track } from './model/track.ts';

/** The charts, one a measure, on one time axis and with one cursor. */
export class Charts {
  readonly element = h('section', { class: 'charts', 'aria-label': t('History') });
  readonly #charts = measures.map((measure) => new Chart(measure));

  constructor() {
    this.element.append(...this.#charts.map(({ element }) => element));
  }

  show(tracks: readonly Track[], span: Span): void {
    // One reading more than the range, so that lines come in from the edge.
    const aligned = align(tracks, span.fromMs - 2000);
    for (const chart of this.#charts) chart.show(tracks, aligned, span);
  }

  /** Lifts the lines of one container out of the others. */
  point(track: Track | undefined): void {
    for (const chart of this.#charts) chart.point(track);
  }

  redraw(): void {
    for (const chart of this.#charts) chart.redraw();
  }
}
