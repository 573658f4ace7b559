import { h, setText } from '../base/dom.ts';
import { colourVariable } from '../base/palette.ts';
import { t } from '../base/text.ts';
import { containerColumns, type ContainerColumn } from './container-columns.ts';
import type { ContainersEvents } from './containers-table.ts';
import { latestOf, type Track } from './model/track.ts';

/** One container: its switch for the charts, and a cell a column, patched where they change. */
export class ContainerRow {
  readonly element: HTMLTableRowElement;
  readonly #legend: HTMLButtonElement;
  readonly #name = h('span', { class: 'name' });
  readonly #cells = containerColumns.map((column) => new Cell(column));
  #track: Track;

  constructor(track: Track, events: ContainersEvents) {
    this.#track = track;
    const swatch = h('span', { class: 'swatch', 'aria-hidden': 'true' });
    this.#legend = h('button', { class: 'legend', type: 'button' }, swatch, this.#name);
    this.element = h(
      'tr',
      { role: 'row' },
      h('th', { scope: 'row', role: 'rowheader' }, this.#legend),
      ...this.#cells.map(({ element }) => element),
    );
    this.#legend.addEventListener('click', () => {
      events.onToggle(this.#track);
    });
    const point = (): void => {
      events.onPoint(this.#track);
    };
    const leave = (): void => {
      events.onPoint(undefined);
    };
    this.element.addEventListener('pointerenter', point);
    this.element.addEventListener('pointerleave', leave);
    this.#legend.addEventListener('focus', point);
    this.#legend.addEventListener('blur', leave);
  }

  show(track: Track, options: { readonly hasLines: boolean; readonly hostCpus: number }): void {
    this.#track = track;
    setText(this.#name, track.label);
    this.element.style.setProperty('--colour', `var(${colourVariable(track.colour)})`);
    this.element.classList.toggle('ended', track.ended);
    this.#legend.setAttribute('aria-pressed', String(options.hasLines));
    this.#legend.title = options.hasLines
      ? t('Hide the lines of {0}', track.label)
      : t('Show the lines of {0}', track.label);
    const sample = latestOf(track);
    for (const cell of this.#cells) cell.show(sample, options.hostCpus);
  }
}

type Sample = ReturnType<typeof latestOf>;

class Cell {
  readonly element: HTMLTableCellElement;
  readonly #column: ContainerColumn;
  readonly #value = h('span', { class: 'value' });
  readonly #note = h('span', { class: 'note' });
  readonly #fill = h('span', { class: 'fill' });

  constructor(column: ContainerColumn) {
    this.#column = column;
    const label = h('span', { class: 'label', 'aria-hidden': 'true' }, column.title());
    const text = h('span', { class: 'text' }, this.#value, this.#note);
    this.element = h('td', { role: 'cell' }, label, text);
    if (column.part !== undefined) {
      this.element.append(h('span', { class: 'bar', 'aria-hidden': 'true' }, this.#fill));
    }
  }

  show(sample: Sample, hostCpus: number): void {
    const { value, note, part } = this.#column;
    setText(this.#value, sample === undefined ? '–' : value(sample));
    const small = sample === undefined ? '' : (note?.(sample, hostCpus) ?? '');
    setText(this.#note, small === '' ? '' : ` ${small}`);
    if (part === undefined) return;
    const full = sample === undefined ? 0 : Math.min(1, part(sample, hostCpus));
    this.#fill.style.transform = `scaleX(${full.toFixed(4)})`;
    // A container near its limit is about to be throttled or killed.
    this.#fill.classList.toggle('high', full > 0.9);
  }
}
