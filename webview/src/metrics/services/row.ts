import { codicon, h, setText } from '../../base/dom.ts';
import { actionButtons } from './actions.ts';
import { Bar } from './bar.ts';
import { columns, type Column } from './columns.ts';
import type { ServiceEvents } from './events.ts';
import { healthIcons } from './health.ts';
import { Legend } from './legend.ts';
import type { Reading } from './reading.ts';
import { Sparkline } from './sparkline.ts';

/** One container as a row: a cell a column, written only where it changed. */
export class Row {
  readonly element: HTMLElement;
  readonly #legend: Legend;
  readonly #acts;
  readonly #cells = columns.map((column) => new Cell(column));
  readonly #spark = new Sparkline();
  #reading: Reading;

  constructor(reading: Reading, events: ServiceEvents) {
    this.#reading = reading;
    this.#legend = new Legend(reading.track, events);
    this.#acts = actionButtons(
      () => this.#reading.track.label,
      (action) => {
        events.onAct(action, this.#reading.track.id);
      },
    );
    this.element = h(
      'div',
      { class: 'row', role: 'row' },
      h('div', { class: 'cell head', role: 'rowheader' }, this.#legend.element, this.#acts.element),
      ...this.#cells.map(({ element }) => element),
      h('div', { class: 'cell', role: 'cell' }, this.#spark.element as unknown as Node),
    );
    this.#legend.pointFrom(this.element, events);
  }

  show(reading: Reading, options: { readonly drawn: boolean }): void {
    this.#reading = reading;
    this.#legend.show(reading, this.element);
    this.#acts.rename();
    this.#acts.element.hidden = reading.track.ended;
    for (const cell of this.#cells) cell.show(reading);
    if (!options.drawn) return;
    const { track, latestMs } = reading;
    this.#spark.show(track, { value: ({ cpuCores }) => cpuCores, top: 0.1, latestMs });
  }
}

class Cell {
  readonly element: HTMLElement;
  readonly #column: Column;
  readonly #text = h('span', { class: 'text' });
  readonly #bar = new Bar();

  constructor(column: Column) {
    this.#column = column;
    this.element = h('div', { class: `cell ${column.id}`, role: 'cell' }, this.#text);
    if (column.part !== undefined) this.element.append(this.#bar.element);
  }

  show(reading: Reading): void {
    const text = this.#column.text(reading);
    if (this.#column.id === 'health') this.#showHealth(reading, text);
    else setText(this.#text, text);
    if (this.#column.part !== undefined) this.#bar.show(this.#column.part(reading));
  }

  #showHealth({ track }: Reading, text: string): void {
    if (this.#text.textContent === text) return;
    const health = track.facts?.health;
    this.#text.dataset['health'] = health ?? 'none';
    this.#text.replaceChildren(
      ...(health === undefined ? [] : [codicon(healthIcons[health])]),
      text,
    );
  }
}
