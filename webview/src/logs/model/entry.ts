import type { PageLine } from '#shared/panels/logs';
import { hasControls, parseAnsi, type Run } from './ansi.ts';
import { plainStyle, type Style } from './ansi-style.ts';
import { cellsOf } from './cells.ts';

/** A line longer than this is not laid out in full: one such line would freeze the page. */
export const displayLimit = 10_000;

/** A line as the page keeps it. */
export interface Entry {
  /** Counts up within the page, also over streams. */
  readonly order: number;
  readonly timeMs: number;
  readonly source: string;
  readonly stream: PageLine['stream'];
  /** As it came, with its control sequences and in full length. */
  readonly raw: string;
  /** What is shown and searched: no control sequences, and not beyond `displayLimit`. */
  readonly text: string;
  readonly runs: readonly Run[];
  /** Characters that are there but not shown. */
  readonly hiddenLength: number;
  /** The width in cells of a fixed-width font. */
  readonly cells: number;
}

/** Turns lines into entries; colours that a program leaves on go on in its next line. */
export class EntryMaker {
  readonly #styles = new Map<string, Style>();
  #order = 0;

  make(line: PageLine): Entry {
    const { timeMs, source, stream } = line;
    const shown = cut(line.text);
    const { runs, text } = this.#parse(`${source} ${stream}`, shown);
    return {
      order: this.#order++,
      timeMs,
      source,
      stream,
      raw: line.text,
      text,
      runs,
      hiddenLength: line.text.length - shown.length,
      cells: cellsOf(text),
    };
  }

  #parse(output: string, text: string): { runs: readonly Run[]; text: string } {
    const start = this.#styles.get(output) ?? plainStyle;
    if (!hasControls(text)) return { runs: [{ text, style: start }], text };
    const { runs, end } = parseAnsi(text, start);
    this.#styles.set(output, end);
    return { runs, text: runs.map((run) => run.text).join('') };
  }
}

const cut = (text: string): string => {
  if (text.length <= displayLimit) return text;
  // Half of a surrogate pair is no character.
  const last = text.charCodeAt(displayLimit - 1);
  return text.slice(0, last >= 0xd800 && last <= 0xdbff ? displayLimit - 1 : displayLimit);
};

/** The line in full, without its control sequences: for the clipboard and for files. */
export const fullText = (entry: Entry): string =>
  entry.hiddenLength === 0
    ? entry.text
    : parseAnsi(entry.raw)
        .runs.map(({ text }) => text)
        .join('');
