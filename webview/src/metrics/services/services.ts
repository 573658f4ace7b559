import { toggleButton } from '../../base/controls.ts';
import { h, setText } from '../../base/dom.ts';
import { t } from '../../base/text.ts';
import type { MetricsSettings } from '../settings.ts';
import { Card } from './card.ts';
import type { ServiceEvents } from './events.ts';
import { filterField } from './filter-field.ts';
import { Items } from './items.ts';
import { matching, Order } from './order.ts';
import type { Reading } from './reading.ts';
import { Row } from './row.ts';
import { nextSort, TableHead } from './table.ts';

interface ServicesEvents extends ServiceEvents {
  readonly onSettings: (changed: Partial<MetricsSettings>) => void;
}

/** With more than this, a filter is worth its room, and rows are easier to compare than cards. */
const few = 8;

/** The containers and their numbers now: as cards or as rows, and the legend of the charts. */
export class Services {
  readonly element: HTMLElement;
  readonly #settings: MetricsSettings;
  readonly #count = h('span', { class: 'section-note' });
  readonly #filter;
  readonly #head: TableHead;
  readonly #cardList = h('ul', { class: 'cards' });
  readonly #rowList = h('div', { class: 'rows', role: 'rowgroup' });
  readonly #table: HTMLElement;
  readonly #none = h('p', { class: 'quiet' }, t('No container has such a name.'));
  readonly #cards: Items;
  readonly #rows: Items;
  readonly #asTable;
  readonly #order = new Order();

  constructor(settings: MetricsSettings, events: ServicesEvents) {
    this.#settings = settings;
    this.#cards = new Items(this.#cardList, (reading) => new Card(reading, events));
    this.#rows = new Items(this.#rowList, (reading) => new Row(reading, events));
    this.#head = new TableHead((column) => {
      events.onSettings({ sort: nextSort(settings.sort, column) });
    });
    this.#filter = filterField(settings.filter, (filter) => {
      events.onSettings({ filter });
    });
    this.#asTable = toggleButton({
      icon: 'list-flat',
      label: t('Show containers as a table'),
      pressed: false,
      onChange: (pressed) => {
        events.onSettings({ services: pressed ? 'table' : 'cards' });
      },
    });
    this.#table = h(
      'div',
      { class: 'table', role: 'table', 'aria-label': t('Containers') },
      h('div', { role: 'rowgroup' }, this.#head.element),
      this.#rowList,
    );
    const head = h(
      'div',
      { class: 'section-head' },
      h('h2', {}, t('Containers')),
      this.#count,
      h('span', { class: 'spacer' }),
      this.#filter.element,
      this.#asTable.element,
    );
    const label = t('Containers');
    this.element = h(
      'section',
      { class: 'services', 'aria-label': label },
      head,
      this.#none,
      this.#cardList,
      this.#table,
    );
  }

  show(readings: readonly Reading[]): void {
    const { services, sort, filter } = this.#settings;
    const many = readings.length > few;
    this.#filter.element.hidden = !many && filter === '';
    const table = services === 'table' || (services === 'auto' && many);
    this.#asTable.set(table);
    const found = matching(readings, filter);
    setText(this.#count, countText(found.length, readings.length));
    this.#none.hidden = found.length > 0;
    this.#cardList.hidden = table || found.length === 0;
    this.#table.hidden = !table || found.length === 0;
    const box = table ? this.#rowList : this.#cardList;
    const held = box.matches(':hover') || box.contains(document.activeElement);
    const ordered = this.#order.of(found, { sort, held, nowMs: performance.now() });
    this.#head.show(sort);
    // The other one is empty: nothing is written that nobody sees.
    this.#cards.show(table ? [] : ordered);
    this.#rows.show(table ? ordered : []);
  }
}

const countText = (found: number, all: number): string =>
  found === all ? String(all) : t('{0} of {1}', found, all);
