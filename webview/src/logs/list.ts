import { h } from '../base/dom.ts';
import { measureCell, type Cell } from './measure.ts';
import type { Entry } from './model/entry.ts';
import { flatLayout, rowsFor, wrappedLayout, type Layout } from './model/layout.ts';

export interface ListOptions {
  readonly makeRow: (entry: Entry) => HTMLElement;
  /** The list follows the end, or has been scrolled away from it. */
  readonly onFollow: (following: boolean) => void;
  readonly onScroll: () => void;
}

/** Rows above and below the visible ones, so that scrolling does not show holes. */
const overscan = 12;

const upKeys = new Set(['ArrowUp', 'PageUp', 'Home']);

/** Shows of any number of lines those that are in sight, and keeps to the end while it follows. */
export class LogList {
  readonly element = h('div', { class: 'list', tabindex: '0' });
  readonly #window = h('div', { class: 'window' });
  readonly #space = h('div', { class: 'space' }, this.#window);
  readonly #options: ListOptions;
  /** Heights that turned out other than the cells of a line promised, for the present width. */
  #measured = new WeakMap<Entry, number>();
  #made = new Map<Entry, HTMLElement>();
  #rows: readonly Entry[] = [];
  #layout: Layout = flatLayout(0);
  #cell: Cell = { width: 8, height: 18 };
  #columns = 80;
  #gutterCells = 0;
  #wrap = false;
  #following = true;
  #lastTop = 0;

  constructor(options: ListOptions) {
    this.#options = options;
    this.element.append(this.#space);
    this.element.addEventListener('scroll', () => {
      this.#scrolled();
    });
    // Lines that arrive before the scroll event would pull the list back to its end.
    this.element.addEventListener('wheel', ({ deltaY }) => {
      if (deltaY < 0 && this.#canScroll) this.#setFollowing(false);
    });
    this.element.addEventListener('keydown', ({ key }) => {
      if (upKeys.has(key) && this.#canScroll) this.#setFollowing(false);
    });
    new ResizeObserver(() => {
      this.resize();
    }).observe(this.element);
  }

  get following(): boolean {
    return this.#following;
  }

  /** The topmost line in sight. */
  get top(): Entry | undefined {
    return this.#rows[this.#layout.indexAt(this.#firstRow)];
  }

  get bottom(): Entry | undefined {
    const row = this.#firstRow + this.#visibleRows;
    return this.#rows[this.#layout.indexAt(Math.max(0, row - 1))];
  }

  entryOf(row: Element): Entry | undefined {
    for (const [entry, made] of this.#made) if (made === row) return entry;
    return undefined;
  }

  set wrap(wrap: boolean) {
    this.#wrap = wrap;
    this.element.classList.toggle('wrap', wrap);
    this.resize();
  }

  /** Cells side by side, the gutter's included. */
  get width(): number {
    return Math.floor((this.element.clientWidth - 20) / this.#cell.width);
  }

  set gutterCells(cells: number) {
    if (cells === this.#gutterCells) return;
    this.#gutterCells = cells;
    this.resize();
  }

  /** Shows other lines; `dropped` went from the start, and what is in sight stays where it is. */
  update(rows: readonly Entry[], { dropped }: { readonly dropped: number }): void {
    const shift = dropped === 0 ? 0 : this.#layout.offsetOf(dropped);
    this.#rows = rows;
    this.#relayout();
    if (shift > 0 && !this.#following) this.element.scrollTop -= shift * this.#cell.height;
    this.render();
  }

  /** Makes all rows anew: they look different now. */
  restyle(): void {
    this.#made = new Map();
    this.#window.replaceChildren();
    this.render();
  }

  resize(): void {
    const anchor = this.top;
    this.#cell = measureCell(this.element);
    const columns = this.width - this.#gutterCells;
    if (columns !== this.#columns) this.#measured = new WeakMap();
    this.#columns = Math.max(10, columns);
    this.element.style.setProperty('--row-height', `${this.#cell.height}px`);
    this.element.style.setProperty('--gutter', `${this.#gutterCells * this.#cell.width}px`);
    this.#relayout();
    if (!this.#following && anchor !== undefined) this.reveal(anchor, 'start');
    this.render();
  }

  follow(): void {
    this.#setFollowing(true);
    this.render();
  }

  /** Brings a line into sight, and stops following. */
  reveal(entry: Entry, where: 'start' | 'center'): void {
    const index = this.#rows.indexOf(entry);
    if (index === -1) return;
    const row = this.#layout.offsetOf(index);
    const above = where === 'start' ? 0 : Math.floor(this.#visibleRows / 2);
    const inSight = row >= this.#firstRow && row < this.#firstRow + this.#visibleRows - 1;
    this.#setFollowing(false);
    if (where === 'start' || !inSight) {
      this.element.scrollTop = Math.max(0, row - above) * this.#cell.height;
    }
    this.render();
  }

  /** In long lines the match that the user is at may be out of sight sideways. */
  showMatch(): void {
    this.#window
      .querySelector('.match.current')
      ?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }

  render(): void {
    if (this.#following) this.element.scrollTop = this.element.scrollHeight;
    const from = Math.max(0, this.#layout.indexAt(this.#firstRow) - overscan);
    const to = this.#layout.indexAt(this.#firstRow + this.#visibleRows) + overscan;
    const inSight = this.#rows.slice(from, to + 1);
    this.#window.style.transform = `translateY(${this.#layout.offsetOf(from) * this.#cell.height}px)`;
    this.#place(inSight);
    if (this.#wrap && this.#correct(inSight)) this.#relayoutAndPlace();
  }

  get #firstRow(): number {
    return this.element.scrollTop / this.#cell.height;
  }

  get #canScroll(): boolean {
    return this.element.scrollHeight > this.element.clientHeight;
  }

  get #visibleRows(): number {
    return Math.ceil(this.element.clientHeight / this.#cell.height);
  }

  #relayout(): void {
    const rows = this.#rows;
    this.#layout = this.#wrap
      ? wrappedLayout(this.#heights(), rows.length)
      : flatLayout(rows.length);
    this.#space.style.height = `${this.#layout.total * this.#cell.height}px`;
    const widest = this.#wrap ? 0 : rows.reduce((most, { cells }) => Math.max(most, cells), 0);
    const width = (widest + this.#gutterCells + 2) * this.#cell.width + 20;
    this.#space.style.minWidth = this.#wrap ? '' : `${Math.ceil(width)}px`;
  }

  *#heights(): Iterable<number> {
    for (const entry of this.#rows) {
      yield this.#measured.get(entry) ?? rowsFor(entry.cells, this.#columns);
    }
  }

  /** Reuses the rows that are there: a selection in them, and their layout, survive. */
  #place(entries: readonly Entry[]): void {
    const kept = new Map<Entry, HTMLElement>();
    for (const entry of entries) {
      kept.set(entry, this.#made.get(entry) ?? this.#options.makeRow(entry));
    }
    for (const [entry, row] of this.#made) if (!kept.has(entry)) row.remove();
    let next = this.#window.firstChild;
    for (const row of kept.values()) {
      if (row === next) next = row.nextSibling;
      else this.#window.insertBefore(row, next);
    }
    this.#made = kept;
  }

  /** Fonts lack some characters, and others stand in whose width is not a cell's. */
  #correct(entries: readonly Entry[]): boolean {
    let changed = false;
    for (const entry of entries) {
      const row = this.#made.get(entry);
      if (row === undefined) continue;
      const rows = Math.max(1, Math.round(row.offsetHeight / this.#cell.height));
      const assumed = this.#measured.get(entry) ?? rowsFor(entry.cells, this.#columns);
      if (rows !== assumed) changed = true;
      if (rows !== assumed) this.#measured.set(entry, rows);
    }
    return changed;
  }

  #relayoutAndPlace(): void {
    this.#relayout();
    const first = this.#made.keys().next().value;
    const from = first === undefined ? 0 : this.#rows.indexOf(first);
    this.#window.style.transform = `translateY(${this.#layout.offsetOf(from) * this.#cell.height}px)`;
    if (this.#following) this.element.scrollTop = this.element.scrollHeight;
  }

  #scrolled(): void {
    const { scrollTop, clientHeight, scrollHeight } = this.element;
    const atEnd = scrollTop + clientHeight >= scrollHeight - this.#cell.height / 2;
    // The first pixels of a scroll upwards are still "at the end": the direction decides.
    const upwards = scrollTop < this.#lastTop;
    this.#lastTop = scrollTop;
    if (atEnd !== this.#following && atEnd !== upwards) this.#setFollowing(atEnd);
    this.render();
    this.#options.onScroll();
  }

  #setFollowing(following: boolean): void {
    if (following === this.#following) return;
    this.#following = following;
    this.#options.onFollow(following);
  }
}
