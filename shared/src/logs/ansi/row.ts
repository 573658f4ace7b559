import { tabSize, Widths } from '../cells.ts';
import { plainStyle, type Style } from './style.ts';

/** A stretch of text in one style. */
export interface Run {
  readonly text: string;
  readonly style: Style;
  /** Where a program says that the text leads (OSC 8). */
  readonly link?: string;
}

/** A cell of the row; the second one of a wide character has no text. */
type Cell = Run;

const blank: Cell = { text: ' ', style: plainStyle };

/** A screen has an end to the right, where programs put things by going far beyond it. */
const columns = 240;

/**
 * A row of a terminal. Text is only added to it until something goes back; from then on it is made of
 * cells, of which each is written over by itself.
 */
export class Row {
  style: Style;
  link: string | undefined;
  #runs: Run[] = [];
  #cells: Cell[] | undefined;
  #column = 0;

  constructor(style: Style) {
    this.style = style;
  }

  get runs(): readonly Run[] {
    return this.#cells === undefined ? this.#runs : joined(this.#cells);
  }

  write(text: string): void {
    if (text === '') return;
    if (this.#cells === undefined) {
      append(this.#runs, this.#run(text));
      return;
    }
    const widths = new Widths();
    for (const character of text) {
      if (character === '\t') this.#move(this.#column + tabSize - (this.#column % tabSize));
      else this.#put(this.#cells, character, widths.next(character));
    }
  }

  moveTo(column: number): void {
    if (this.#cells === undefined && this.#runs.length === 0 && column <= 0) return;
    this.#explode();
    this.#move(column);
  }

  moveBy(count: number): void {
    this.#explode();
    this.#move(this.#column + count);
  }

  /** 0 erases from here to the end, 1 from the start to here, 2 everything. */
  erase(what: number): void {
    // Nothing has gone back yet, so nothing is to the right of here.
    if (what === 0 && this.#cells === undefined) return;
    const cells = this.#explode();
    if (what === 0) truncate(cells, this.#column);
    if (what === 1) for (let at = 0; at <= this.#column; at++) set(cells, at, blank);
    if (what === 2) cells.length = 0;
  }

  #run(text: string): Run {
    const { style, link } = this;
    return link === undefined ? { text, style } : { text, style, link };
  }

  #move(column: number): void {
    const end = Math.max(columns, this.#cells?.length ?? 0);
    this.#column = Math.min(Math.max(0, column), end);
  }

  #put(cells: Cell[], character: string, width: 0 | 1 | 2): void {
    if (width === 0) {
      const before = cells[this.#column - 1]?.text === '' ? this.#column - 2 : this.#column - 1;
      const cell = cells[before];
      if (cell !== undefined) cells[before] = { ...cell, text: cell.text + character };
      return;
    }
    while (cells.length < this.#column) cells.push(blank);
    for (let part = 0; part < width; part++) {
      set(cells, this.#column++, this.#run(part === 0 ? character : ''));
    }
  }

  #explode(): Cell[] {
    if (this.#cells !== undefined) return this.#cells;
    const cells: Cell[] = [];
    this.#cells = cells;
    const { style, link } = this;
    for (const run of this.#runs) {
      this.style = run.style;
      this.link = run.link;
      this.write(run.text);
      // A tab at the end is of the row too.
      while (cells.length < this.#column) cells.push(blank);
    }
    this.style = style;
    this.link = link;
    return cells;
  }
}

/** Half of a wide character is none: what is left of it is blank. */
const set = (cells: Cell[], at: number, cell: Cell): void => {
  if (cells[at]?.text === '' && cell.text !== '' && at > 0) cells[at - 1] = blank;
  if (cells[at + 1]?.text === '' && cell.text !== '') cells[at + 1] = blank;
  cells[at] = cell;
};

const truncate = (cells: Cell[], length: number): void => {
  if (cells[length]?.text === '' && length > 0) cells[length - 1] = blank;
  cells.length = Math.min(cells.length, length);
};

/** Blanks at the end are what an older state was wiped out with. */
const joined = (cells: readonly Cell[]): readonly Run[] => {
  const last = cells.findLastIndex(({ text, style }) => text !== ' ' || style !== plainStyle);
  const runs: Run[] = [];
  for (const cell of cells.slice(0, last + 1)) append(runs, cell);
  return runs;
};

const append = (runs: Run[], run: Run): void => {
  const last = runs.at(-1);
  if (last?.style === run.style && last.link === run.link) {
    runs[runs.length - 1] = { ...run, text: last.text + run.text };
  } else runs.push(run);
};
