import { h } from '../base/dom.ts';
import { measureCell, type Cell } from './measure.ts';
import { indexOfNumber, layoutOf, rowsFor, type Layout } from './model/layout.ts';
import type { Spare } from './model/read-ahead.ts';
import type { WindowItem } from './model/window-item.ts';
import { RowPool } from './row-pool.ts';

export interface ListOptions {
  readonly makeRow: (item: WindowItem) => HTMLElement;
  /** Lines below the first that an expanded one takes. */
  readonly detailRows: (item: WindowItem) => number;
  /** The user leaves the end, or has come to it. */
  readonly onLeave: () => void;
  readonly onEnd: () => void;
  readonly onScroll: () => void;
}

/** Rows above and below the visible ones, so that scrolling does not show holes. */
const overscan = 12;
const keysTo = {
  start: new Set(['ArrowUp', 'PageUp']),
  end: new Set(['ArrowDown', 'PageDown']),
} as const;

/** What stays in its place while lines come and go around it. */
interface Anchor {
  readonly number: number;
  /** How far it is above the upper edge, in pixels. */
  readonly above: number;
}

/** Shows of any number of lines those that are in sight; nothing moves below the reader's eyes. */
export class LogList {
  readonly #window = h('div', { class: 'window', role: 'list' });
  readonly #space = h('div', { class: 'space' }, this.#window);
  readonly element = h('div', { class: 'list', tabindex: '0' }, this.#space);
  readonly pool: RowPool;
  readonly #options: ListOptions;
  /** Heights that turned out other than the cells of a line promised, for the present width. */
  #measured = new WeakMap<WindowItem, number>();
  #rows: readonly WindowItem[] = [];
  #layout: Layout = layoutOf(0, () => 1);
  #cell: Cell = { width: 8, height: 18 };
  #columns = 80;
  #gutterCells = 0;
  #wrap = false;
  #sticky = true;
  #anchor: Anchor | undefined;
  #lastTop = 0;
  #heading: Spare['heading'] = 'end';

  constructor(options: ListOptions) {
    this.#options = options;
    this.pool = new RowPool(this.#window, options.makeRow);
    this.element.addEventListener('scroll', () => {
      this.#scrolled();
    });
    // Lines that arrive before the scroll event would pull the list back to its end.
    this.element.addEventListener('wheel', ({ deltaY }) => {
      if (deltaY !== 0) this.#head(deltaY < 0 ? 'start' : 'end');
    });
    this.element.addEventListener('keydown', ({ key }) => {
      if (keysTo.start.has(key)) this.#head('start');
      else if (keysTo.end.has(key)) this.#head('end');
    });
    new ResizeObserver(() => {
      this.resize();
    }).observe(this.element);
  }

  /** Keeps to the end. */
  set sticky(sticky: boolean) {
    this.#sticky = sticky;
    if (sticky) this.#heading = 'end';
  }

  get rows(): readonly WindowItem[] {
    return this.#rows;
  }

  /** The topmost and the lowest row that is in sight. */
  get top(): WindowItem | undefined {
    return this.#rows[this.#layout.indexAt(this.#firstRow)];
  }

  get bottom(): WindowItem | undefined {
    const row = this.#firstRow + this.#visibleRows;
    return this.#rows[this.#layout.indexAt(Math.max(0, row - 1))];
  }

  get spare(): Spare {
    const { scrollTop, clientHeight, scrollHeight } = this.element;
    const screen = Math.max(1, clientHeight);
    const below = (scrollHeight - scrollTop) / screen - 1;
    return { above: scrollTop / screen, below, heading: this.#heading };
  }

  set wrap(wrap: boolean) {
    this.#wrap = wrap;
    this.element.classList.toggle('wrap', wrap);
    this.resize();
  }

  /** Cells side by side, the gutter's included. */
  get width(): number {
    return Math.floor((this.element.clientWidth - 30) / this.#cell.width);
  }

  set gutterCells(cells: number) {
    if (cells === this.#gutterCells) return;
    this.#gutterCells = cells;
    this.resize();
  }

  /** Shows other lines; what is in sight stays where it is. */
  update(rows: readonly WindowItem[]): void {
    this.#rows = rows;
    this.#relayout();
    this.#hold();
    this.render();
  }

  /** Makes all rows anew: they look different now. */
  restyle(): void {
    this.pool.clear();
    this.#measured = new WeakMap();
    this.#relayout();
    this.#hold();
    this.render();
  }

  resize(): void {
    this.#cell = measureCell(this.element);
    const columns = Math.max(10, this.width - this.#gutterCells);
    if (columns !== this.#columns) this.#measured = new WeakMap();
    this.#columns = columns;
    this.element.style.setProperty('--row-height', `${this.#cell.height}px`);
    this.element.style.setProperty('--gutter', `${this.#gutterCells * this.#cell.width}px`);
    this.#relayout();
    this.#hold();
    this.render();
  }

  /** Brings a row into sight, at the top, or in the middle if it is not in sight already. */
  reveal(number: number, where: 'start' | 'center' | 'nearest'): void {
    const index = indexOfNumber(this.#rows, number);
    if (index === -1) return;
    const row = this.#layout.offsetOf(index);
    const last = this.#firstRow + this.#visibleRows - 2;
    const inSight = row >= this.#firstRow && row <= last;
    if (where !== 'start' && inSight) return;
    const above = where === 'center' ? Math.floor(this.#visibleRows / 2) : 0;
    const below = where === 'nearest' && row > last ? this.#visibleRows - 2 : above;
    this.#heading = row < this.#firstRow ? 'start' : 'end';
    this.#scrollTo(Math.max(0, row - below) * this.#cell.height);
    this.render();
  }

  /** In long lines the match that the user is at may be out of sight sideways. */
  showMatch(): void {
    this.#window
      .querySelector('.current .match')
      ?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }

  render(): void {
    if (this.#sticky) this.#scrollTo(this.element.scrollHeight);
    const from = Math.max(0, this.#layout.indexAt(this.#firstRow) - overscan);
    const to = this.#layout.indexAt(this.#firstRow + this.#visibleRows) + overscan;
    this.#show(this.#rows.slice(from, to + 1), from);
  }

  get #firstRow(): number {
    return this.element.scrollTop / this.#cell.height;
  }

  get #visibleRows(): number {
    return Math.ceil(this.element.clientHeight / this.#cell.height);
  }

  #show(inSight: readonly WindowItem[], from: number): void {
    const focused = this.#window.contains(document.activeElement);
    this.#window.style.transform = `translateY(${this.#layout.offsetOf(from) * this.#cell.height}px)`;
    this.pool.place(inSight);
    if (this.#correct(inSight)) {
      this.#relayout();
      if (this.#sticky) this.#scrollTo(this.element.scrollHeight);
      else this.#hold();
      this.#window.style.transform = `translateY(${this.#layout.offsetOf(from) * this.#cell.height}px)`;
    }
    // The row that had the focus has left: keys still go to the list.
    if (focused && !this.#window.contains(document.activeElement)) {
      this.element.focus({ preventScroll: true });
    }
    this.#remember();
  }

  #relayout(): void {
    this.#layout = layoutOf(this.#rows.length, (index) => this.#heightAt(index));
    this.#space.style.height = `${this.#layout.total * this.#cell.height}px`;
    let widest = 0;
    for (const item of this.#wrap ? [] : this.#rows) {
      if (item.kind === 'line' && item.entry.cells > widest) widest = item.entry.cells;
    }
    const width = (widest + this.#gutterCells + 2) * this.#cell.width + 30;
    this.#space.style.minWidth = this.#wrap ? '' : `${Math.ceil(width)}px`;
  }

  #heightAt(index: number): number {
    const item = this.#rows[index];
    if (item === undefined) return 0;
    const measured = this.#measured.get(item);
    if (measured !== undefined) return measured;
    const wrapped = this.#wrap && item.kind === 'line';
    const own = wrapped ? rowsFor(item.entry.cells, this.#columns) : 1;
    return own + this.#options.detailRows(item);
  }

  /**
   * Fonts lack some characters, and others stand in whose width is not a cell's; and a structured line
   * takes less than what was printed.
   */
  #correct(items: readonly WindowItem[]): boolean {
    if (!this.#wrap) return false;
    let changed = false;
    for (const item of items) {
      const row = this.pool.elementOf(item);
      if (row === undefined) continue;
      const rows = Math.max(1, Math.round(row.offsetHeight / this.#cell.height));
      const index = indexOfNumber(this.#rows, item.number);
      if (rows === this.#heightAt(index)) continue;
      this.#measured.set(item, rows);
      changed = true;
    }
    return changed;
  }

  #hold(): void {
    const anchor = this.#anchor;
    if (anchor === undefined || this.#sticky) return;
    const index = Math.max(0, indexOfNumber(this.#rows, anchor.number));
    this.#scrollTo(this.#layout.offsetOf(index) * this.#cell.height + anchor.above);
  }

  #remember(): void {
    const index = this.#layout.indexAt(this.#firstRow);
    const item = this.#rows[index];
    if (item === undefined) return;
    const above = this.element.scrollTop - this.#layout.offsetOf(index) * this.#cell.height;
    this.#anchor = { number: item.number, above };
  }

  #scrollTo(top: number): void {
    if (this.element.scrollTop !== top) this.element.scrollTop = top;
    // The event that follows is not the user's.
    this.#lastTop = this.element.scrollTop;
  }

  #scrolled(): void {
    const { scrollTop, clientHeight, scrollHeight } = this.element;
    const upwards = scrollTop < this.#lastTop;
    const moved = scrollTop !== this.#lastTop;
    this.#lastTop = scrollTop;
    const atEnd = scrollTop + clientHeight >= scrollHeight - this.#cell.height / 2;
    // The first pixels of a scroll upwards are still "at the end": the direction decides.
    if (moved) this.#heading = upwards ? 'start' : 'end';
    if (upwards) this.#leave();
    else if (moved && atEnd && !this.#sticky) this.#options.onEnd();
    this.render();
    this.#options.onScroll();
  }

  /** Where nothing is left to scroll, what the user wants is all that says so. */
  #head(heading: Spare['heading']): void {
    if (heading === 'start') this.#leave();
    if (heading === this.#heading) return;
    this.#heading = heading;
    this.#options.onScroll();
  }

  #leave(): void {
    const { scrollHeight, clientHeight } = this.element;
    if (!this.#sticky || scrollHeight <= clientHeight) return;
    this.#sticky = false;
    this.#options.onLeave();
  }
}
