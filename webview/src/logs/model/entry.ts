import { hasControls } from '#shared/logs/ansi/controls';
import { parseAnsi } from '#shared/logs/ansi/parse';
import type { Run } from '#shared/logs/ansi/row';
import { plainStyle, type Style } from '#shared/logs/ansi/style';
import { cellsOf } from '#shared/logs/cells';
import { shownPart } from '#shared/logs/line-limit';
import type { PageLine } from '#shared/panels/logs';

/** A line as the page keeps it. */
export interface Entry {
  readonly timeMs: number;
  readonly source: string;
  readonly stream: PageLine['stream'];
  /** As it came, with its control sequences and in full length. */
  readonly raw: string;
  /** What is shown and searched: no control sequences, and not beyond `lineLimit`. */
  readonly text: string;
  readonly runs: readonly Run[];
  /** Characters that are there but not shown. */
  readonly hiddenLength: number;
  /** The width in cells of a fixed-width font. */
  readonly cells: number;
}

/**
 * Turns lines into entries; colours that a program leaves on go on in its next line, but not in that of
 * the program that is started after it.
 */
export class EntryMaker {
  readonly #styles = new Map<string, Style>();

  make(line: PageLine): Entry {
    const { timeMs, source, stream } = line;
    if (stream === 'marker') this.#forget(source);
    const shown = shownPart(line.text);
    const { runs, text } = this.#parse(`${source} ${stream}`, shown.text);
    return {
      timeMs,
      source,
      stream,
      raw: line.text,
      text,
      runs,
      hiddenLength: shown.hiddenLength,
      cells: cellsOf(text),
    };
  }

  #forget(source: string): void {
    for (const stream of ['stdout', 'stderr']) this.#styles.delete(`${source} ${stream}`);
  }

  #parse(output: string, text: string): { runs: readonly Run[]; text: string } {
    const start = this.#styles.get(output) ?? plainStyle;
    if (!hasControls(text)) return { runs: [{ text, style: start }], text };
    const { runs, end } = parseAnsi(text, start);
    this.#styles.set(output, end);
    return { runs, text: runs.map((run) => run.text).join('') };
  }
}
