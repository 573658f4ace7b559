import { h } from '../base/dom.ts';
import { t } from '../base/text.ts';
import { measures, type Channel, type Measure } from './model/measures.ts';
import { spreadOf } from './model/summary.ts';
import type { Track } from './model/track.ts';

/** What the charts show, in numbers: for screen readers, and for those who prefer numbers. */
export class HistoryTable {
  readonly element = h('div', { class: 'history' });

  show(tracks: readonly Track[], fromMs: number): void {
    const tables = measures.flatMap((measure) =>
      measure.channels.map((channel) => tableOf(measure, channel, { tracks, fromMs })),
    );
    this.element.replaceChildren(...tables);
  }
}

const tableOf = (
  measure: Measure,
  channel: Channel,
  { tracks, fromMs }: { readonly tracks: readonly Track[]; readonly fromMs: number },
): HTMLElement => {
  const name = channel.name();
  const title = name === '' ? measure.title() : `${measure.title()}, ${name}`;
  const heads = [t('Container'), t('Now'), t('Average'), t('Peak')].map((head) =>
    h('th', { scope: 'col' }, head),
  );
  const rows = tracks.map((track) => {
    const spread = spreadOf(track, channel.value, fromMs);
    const cells = [spread?.now, spread?.mean, spread?.peak].map((value) =>
      h('td', {}, value === undefined ? '–' : measure.format(value)),
    );
    return h('tr', {}, h('th', { scope: 'row' }, track.label), ...cells);
  });
  return h(
    'table',
    { class: 'spread' },
    h('caption', {}, title),
    h('thead', {}, h('tr', {}, ...heads)),
    h('tbody', {}, ...rows),
  );
};
