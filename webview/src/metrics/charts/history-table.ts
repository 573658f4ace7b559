import type { PageEvent } from '#shared/panels/metrics';
import { h } from '../../base/dom.ts';
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

/** What the charts show, in numbers: for screen readers, and for those who prefer numbers. */
export class HistoryTable {
  readonly element = h('div', { class: 'history' });

  show(history: History): void {
    const tables = measures.flatMap((measure) =>
      measure.channels.map((channel) => tableOf(measure, channel, history)),
    );
    this.element.replaceChildren(...tables, eventsTable(history));
  }
}

const tableOf = (measure: Measure, channel: Channel, { tracks, span }: History): HTMLElement => {
  const rows = tracks.map((track) => {
    const spread = spreadOf(track, { value: channel.value, span });
    const cells = [spread?.now, spread?.mean, spread?.peak].map((value) =>
      h('td', {}, value === undefined ? '–' : measure.format(value)),
    );
    const at = h('td', {}, spread === undefined ? '–' : formatClock(spread.peakMs));
    return h('tr', {}, h('th', { scope: 'row' }, track.label), ...cells, at);
  });
  return table(nameOf(measure, channel), {
    heads: [t('Container'), t('Now'), t('Average'), t('Peak'), t('Peak at')],
    rows,
  });
};

const eventsTable = ({ events, span, tracks }: History): HTMLElement => {
  const names = new Map(tracks.map(({ name, label }) => [name, label]));
  const rows = events
    .filter(({ timeMs, label }) => timeMs >= span.fromMs && timeMs <= span.toMs && names.has(label))
    .toReversed()
    .map(({ timeMs, label, text }) =>
      h(
        'tr',
        {},
        h('th', { scope: 'row' }, formatClock(timeMs)),
        h('td', {}, names.get(label) ?? label),
        h('td', { class: 'words' }, text),
      ),
    );
  return table(t('Events'), { heads: [t('Time'), t('Container'), t('What happened')], rows });
};

const table = (
  caption: string,
  { heads, rows }: { readonly heads: readonly string[]; readonly rows: readonly HTMLElement[] },
): HTMLElement =>
  h(
    'table',
    { class: 'spread' },
    h('caption', {}, caption),
    h('thead', {}, h('tr', {}, ...heads.map((head) => h('th', { scope: 'col' }, head)))),
    h('tbody', {}, ...rows),
  );
