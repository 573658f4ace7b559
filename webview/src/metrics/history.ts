import type { MetricsToHost, MetricsToPage, PageEvent } from '#shared/panels/metrics';
import { textButton } from '../base/controls.ts';
import { h, setText } from '../base/dom.ts';
import { t } from '../base/text.ts';
import { Charts } from './charts/charts.ts';
import type { ChartEvents } from './charts/chart-events.ts';
import { HistoryTable } from './charts/history-table.ts';
import { formatClock } from './model/format.ts';
import { mergeEvents } from './model/markers.ts';
import { withPast } from './model/past.ts';
import type { Track } from './model/track.ts';
import { panBy, spanOf, zoomBy, zoomTo, type Span, type View } from './model/view.ts';
import { PastLoader } from './past-loader.ts';

export interface HistoryContent {
  /** Those with lines. */
  readonly tracks: readonly Track[];
  readonly events: readonly PageEvent[];
  readonly latestMs: number;
  readonly rangeMs: number;
  readonly asTable: boolean;
}

interface HistoryEvents {
  readonly post: (message: MetricsToHost) => void;
  /** Something is to be drawn anew. */
  readonly onChange: () => void;
}

/** Time: which stretch of it is looked at, what is known of it, and its charts or its table. */
export class History {
  readonly element: HTMLElement;
  readonly #charts: Charts;
  readonly #table = new HistoryTable();
  readonly #loader: PastLoader;
  readonly #onChange: () => void;
  readonly #note = h('span', { class: 'section-note', role: 'status' });
  readonly #back: HTMLElement;
  /** Set while zoomed; live otherwise. */
  #zoomed: View | undefined;
  #span: Span = { fromMs: 0, toMs: 0 };
  #latestMs = 0;

  constructor({ post, onChange }: HistoryEvents) {
    this.#onChange = onChange;
    this.#back = textButton(t('Back to Live'), () => {
      this.live();
    });
    this.#loader = new PastLoader(post, onChange);
    this.#charts = new Charts(this.#gestures());
    this.element = h(
      'section',
      { class: 'time', 'aria-label': t('History') },
      h('div', { class: 'section-head' }, h('h2', {}, t('History')), this.#note, this.#back),
      this.#charts.element,
      this.#table.element,
    );
  }

  reset(): void {
    this.#loader.reset();
  }

  take(answer: Extract<MetricsToPage, { readonly kind: 'history' | 'historyFailed' }>): void {
    this.#loader.take(answer);
  }

  live(): void {
    this.#zoomed = undefined;
    this.#onChange();
  }

  zoom(
    factor: number,
    atMs = this.#zoomed === undefined ? this.#span.toMs : middle(this.#span),
  ): void {
    this.#go(zoomBy(this.#span, { factor, atMs, latestMs: this.#latestMs }));
  }

  point(track: Track | undefined): void {
    this.#charts.point(track);
  }

  redraw(): void {
    this.#charts.redraw();
  }

  show({ tracks, events, latestMs, rangeMs, asTable }: HistoryContent): void {
    this.#latestMs = latestMs;
    const view = this.#zoomed ?? { kind: 'live', rangeMs };
    const labels = tracks.map(({ name }) => name);
    const wide = spanOf(view, { firstMs: latestMs - rangeMs, latestMs });
    const past = this.#loader.of(wide, { latestMs, labels });
    const shown = past === undefined ? tracks : withPast(tracks, past);
    // Until it is known how far back there is something, nothing is cut short.
    const firstMs = this.#loader.isLoading && past === undefined ? wide.fromMs : firstOf(shown);
    const span = spanOf(view, { firstMs, latestMs });
    this.#span = span;
    const loading = this.#loader.isLoading && past === undefined;
    const zoomed = `${formatClock(span.fromMs)} – ${formatClock(span.toMs)}`;
    setText(this.#note, loading ? t('Loading…') : this.#zoomed === undefined ? '' : zoomed);
    this.#back.hidden = this.#zoomed === undefined;
    this.element.dataset['past'] = past === undefined ? 'none' : 'shown';
    const all = past === undefined ? events : mergeEvents(past.events, events);
    this.#charts.element.hidden = asTable;
    this.#table.element.hidden = !asTable;
    if (asTable) this.#table.show({ tracks: shown, span, events: all });
    else {
      const stepMs = past === undefined ? 1000 : Math.max(past.stepMs, past.of.stepMs);
      this.#charts.show({ tracks: shown, span, events: all, stepMs });
    }
  }

  #gestures(): Omit<ChartEvents, 'onSay'> {
    return {
      onZoomTo: (fromMs, toMs) => {
        this.#go(zoomTo(fromMs, toMs, this.#latestMs));
      },
      onZoomBy: (factor, atMs) => {
        this.zoom(factor, atMs);
      },
      onPan: (part) => {
        this.#go(panBy(this.#span, { part, latestMs: this.#latestMs }));
      },
      onLive: () => {
        this.live();
      },
    };
  }

  #go(view: View): void {
    this.#zoomed = view;
    this.#onChange();
  }
}

const middle = ({ fromMs, toMs }: Span): number => (fromMs + toMs) / 2;

const firstOf = (tracks: readonly Track[]): number =>
  tracks.reduce(
    (earliest, { samples }) => Math.min(earliest, samples[0]?.timeMs ?? Infinity),
    Infinity,
  );
