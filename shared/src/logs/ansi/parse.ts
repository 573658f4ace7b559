import { controlFinder, nameOf } from './controls.ts';
import { applyRendition } from './rendition.ts';
import { Row, type Run } from './row.ts';
import { sequenceAt, type Sequence, type SequenceKind } from './sequence.ts';
import { plainStyle, type Style } from './style.ts';

export interface Parsed {
  readonly runs: readonly Run[];
  /** The style that the next line of the same output begins with. */
  readonly end: Style;
}

/**
 * What a line looks like once a terminal has printed it: colours, styles and links, and of a line that
 * rewrites itself (a progress bar) the last state. What would leave the line is left out.
 */
export const parseAnsi = (text: string, start: Style = plainStyle): Parsed => {
  const row = new Row(start);
  const line = withoutReturns(text);
  const finder = controlFinder();
  let at = 0;
  for (let found = finder.exec(line); found !== null; found = finder.exec(line)) {
    row.write(line.slice(at, found.index));
    const name = nameOf(found[0]);
    const sequence = name === undefined ? sequenceAt(line, found.index) : undefined;
    if (sequence === undefined) row.write(name ?? '');
    else effects[sequence.kind](row, sequence);
    at = sequence?.end ?? found.index + 1;
    finder.lastIndex = at;
  }
  row.write(line.slice(at));
  return { runs: row.runs, end: row.style };
};

/** The carriage return of a line end of Windows rewrites nothing. */
const withoutReturns = (text: string): string => {
  let end = text.length;
  while (text.charAt(end - 1) === '\r') end--;
  return text.slice(0, end);
};

const effects: Readonly<Record<SequenceKind, (row: Row, sequence: Sequence) => void>> = {
  rendition: (row, { value }) => {
    row.style = applyRendition(row.style, value);
  },
  link: (row, { value }) => {
    row.link = safe.test(value) ? value : undefined;
  },
  return: (row) => {
    row.moveTo(0);
  },
  back: (row) => {
    row.moveBy(-1);
  },
  erase: (row, { value }) => {
    row.erase(Number(value));
  },
  column: (row, { value }) => {
    row.moveTo((Number(value) || 1) - 1);
  },
  left: (row, { value }) => {
    row.moveBy(-(Number(value) || 1));
  },
  right: (row, { value }) => {
    row.moveBy(Number(value) || 1);
  },
  nothing: () => undefined,
};

/** A program must not make the user run a command or open another program by a click. */
const safe = /^(?:https?|file):\/\/[^\s\p{Cc}]{1,2000}$/iu;
