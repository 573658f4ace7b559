import type { PageEvent } from '#shared/panels/metrics';
import { h, setText } from '../../base/dom.ts';
import { t } from '../../base/text.ts';
import { formatClock } from '../model/format.ts';
import { measures, type Channel, type Measure } from '../model/measures.ts';
import { nameOf } from '../model/spoken.ts';
import { spreadOf } from '../model/summary.ts';
import type { Track } from '../model/track.ts';
import type { Span } from '../model/view.ts';

interface History {
  readonly tracks: readonly Track[];
  readonly span: Span;
  readonly events: readonly PageEvent[];
}

/** A table in words: the first cell of a row is its head. */
interface TableText {
  readonly caption: string;
  readonly heads: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** What the charts show, in numbers: for screen readers, and for those who prefer numbers. */
export class HistoryTable {
  readonly element = h('div', { class: 'history' });
  #shape = '';
  #cells: readonly HTMLElement[] = [];

  /** Only what has changed is written: who reads or selects keeps the place. */
  show(history: History): void {
    const tables = [
      ...measures.flatMap((measure) =>
        measure.channels.map((channel) => spreads(measure, channel, history)),
      ),
      eventsOf(history),
    ];
    const shape = tables.map(({ rows }) => rows.length).join();
    if (shape !== this.#shape) {
      this.#shape = shape;
      this.element.replaceChildren(...tables.map(tableOf));
      this.#cells = [...this.element.querySelectorAll<HTMLElement>('tbody th, tbody td')];
    }
    tables
      .flatMap(({ rows }) => rows.flat())
      .forEach((text, at) => {
        const cell = this.#cells[at];
        if (cell !== undefined) setText(cell, text);
      });
  }
}

const spreads = (measure: Measure, channel: Channel, { tracks, span }: History): TableText => ({
  caption: nameOf(measure, channel),
  heads: [t('Container'), t('Now'), t('Average'), t('Peak'), t('Peak at')],
  rows: tracks.map((track) => {
    const spread = spreadOf(track, { value: channel.value, span });
    const numbers = [spread?.now, spread?.mean, spread?.peak].map((value) =>
      value === undefined ? '–' : measure.format(value),
    );
    return [track.label, ...numbers, spread === undefined ? '–' : formatClock(spread.peakMs)];
  }),
});

/** The newest first. */
const eventsOf = ({ events, span, tracks }: History): TableText => {
  const names = new Map(tracks.map(({ name, label }) => [name, label]));
  const shown = events.filter(
    ({ timeMs, label }) => timeMs >= span.fromMs && timeMs <= span.toMs && names.has(label),
  );
  return {
    caption: t('Events'),
    heads: [t('Time'), t('Container'), t('What happened')],
    rows: shown
      .toReversed()
      .map(({ timeMs, label, text }) => [formatClock(timeMs), names.get(label) ?? label, text]),
  };
};

const tableOf = ({ caption, heads, rows }: TableText): HTMLElement =>
  h(
    'table',
    { class: 'spread' },
    h('caption', {}, caption),
    h('thead', {}, h('tr', {}, ...heads.map((head) => h('th', { scope: 'col' }, head)))),
    h(
      'tbody',
      {},
      ...rows.map(([, ...cells]) =>
        h('tr', {}, h('th', { scope: 'row' }), ...cells.map(() => h('td'))),
      ),
    ),
  );
