import type { LogList } from './list.ts';
import { indexOfNumber } from './model/layout.ts';
import type { WindowItem } from './model/window-item.ts';

/** The line that keys act on: it has the focus, and a screen reader reads it. */
export class LineCursor {
  readonly #list: LogList;
  #number: number | undefined;

  constructor(list: LogList) {
    this.#list = list;
    list.element.addEventListener('focusin', ({ target }) => {
      this.#number = list.pool.itemOf(target)?.number ?? this.#number;
    });
  }

  get item(): WindowItem | undefined {
    if (this.#number === undefined) return undefined;
    const { rows } = this.#list;
    const item = rows[indexOfNumber(rows, this.#number)];
    return item?.number === this.#number ? item : undefined;
  }

  /** To the line above or below; at first to one that is in sight. */
  move(by: 1 | -1): WindowItem | undefined {
    const { rows } = this.#list;
    const here = this.item;
    const next =
      here === undefined
        ? this.#list[by === -1 ? 'bottom' : 'top']
        : rows[indexOfNumber(rows, here.number) + by];
    if (next !== undefined) this.focus(next);
    return next;
  }

  focus(item: WindowItem): void {
    this.#number = item.number;
    this.#list.reveal(item.number, 'nearest');
    this.refocus();
  }

  /** After rows were made anew. */
  refocus(): void {
    const { item } = this;
    const row = item && this.#list.pool.elementOf(item);
    if (row === undefined) return;
    row.focus({ preventScroll: true });
    for (const link of row.querySelectorAll('.link')) link.setAttribute('tabindex', '0');
  }

  forget(): void {
    this.#number = undefined;
  }
}
