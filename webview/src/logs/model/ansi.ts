import { applyRendition, plainStyle, type Style } from './ansi-style.ts';

/** A stretch of text in one style. */
export interface Run {
  readonly text: string;
  readonly style: Style;
}

export interface Parsed {
  readonly runs: readonly Run[];
  /** The style that the next line of the same output begins with. */
  readonly end: Style;
}

const escape = '\u001b';
const bell = '\u0007';
const controls = '\u0000-\u0008\u000b-\u001f\u007f-\u009f';
/** Everything that is not text, longest forms first: what is cut off at the line's end counts too. */
const sequences = [
  `${escape}\\[([0-?]*)[ -/]*([@-~])?`,
  `${escape}\\][^${bell}${escape}]*(?:${bell}|${escape}\\\\)?`,
  `${escape}[PX^_][^${escape}]*(?:${escape}\\\\)?`,
  `${escape}[ -/]*[0-~]?`,
  `[${controls}]`,
];
const token = new RegExp(sequences.join('|'), 'gu');
const anyControl = new RegExp(`[${controls}]`, 'u');

/** Most lines are plain text, and need no parsing. */
export const hasControls = (text: string): boolean => anyControl.test(text);

/**
 * What a line looks like once it is printed: colours and styles kept, cursor movements left out, and
 * of a line that rewrites itself (a progress bar) the last state.
 */
export const parseAnsi = (text: string, start: Style = plainStyle): Parsed => {
  const line = new Line(start);
  let at = 0;
  for (const match of text.matchAll(token)) {
    line.write(text.slice(at, match.index));
    at = match.index + match[0].length;
    const [sequence, parameters = '', final] = match;
    if (final === 'm') line.style = applyRendition(line.style, parameters);
    else if (final === 'K') line.erase(parameters);
    else if (sequence === '\r' || (final === 'G' && Number(parameters || 1) === 1)) line.return();
    else if (sequence === '\b') line.back();
  }
  line.write(text.slice(at));
  return { runs: line.runs, end: line.style };
};

class Line {
  runs: Run[] = [];
  style: Style;
  /** The cursor is at the line's start again; what comes next writes over what is there. */
  #returned = false;

  constructor(style: Style) {
    this.style = style;
  }

  write(text: string): void {
    if (text === '') return;
    if (this.#returned) this.runs = [];
    this.#returned = false;
    const last = this.runs.at(-1);
    if (last?.style === this.style)
      this.runs[this.runs.length - 1] = { ...last, text: last.text + text };
    else this.runs.push({ text, style: this.style });
  }

  return(): void {
    this.#returned = true;
  }

  /** 0 erases to the end, 1 from the start, 2 everything. */
  erase(parameters: string): void {
    if (this.#returned || parameters === '2') this.runs = [];
  }

  back(): void {
    const last = this.runs.pop();
    if (last === undefined) return;
    const text = last.text.replace(/.$/u, '');
    if (text !== '') this.runs.push({ ...last, text });
  }
}
