import type { SourceRange } from '../finding.ts';

/** The text of one file and where its lines begin. */
export class Source {
  readonly path: string;
  readonly text: string;
  #lineStarts: readonly number[] | undefined;

  constructor(path: string, text: string) {
    this.path = path;
    this.text = text;
  }

  /** The range between two offsets of the text. */
  range(start: number, end: number): SourceRange {
    return { path: this.path, start: this.#position(start), end: this.#position(end) };
  }

  #position(offset: number): { line: number; character: number } {
    this.#lineStarts ??= lineStarts(this.text);
    const starts = this.#lineStarts;
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((starts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return { line: low, character: offset - (starts[low] ?? 0) };
  }
}

/** A line ends as LSP says: at `\n`, `\r\n` or a lone `\r`. */
const lineStarts = (text: string): readonly number[] => {
  const starts = [0];
  for (const match of text.matchAll(/\r\n|\n|\r/g)) starts.push(match.index + match[0].length);
  return starts;
};

/** Where a value was written. */
export interface Origin {
  readonly source: Source;
  readonly start: number;
  readonly end: number;
}

/** Longer lines need not be underlined to their end. */
const maxUnderlined = 2000;

/** The range to underline: the text itself, without the line ends that blocks drag along. */
export const rangeOf = ({ source, start, end }: Origin): SourceRange => {
  const text = source.text.slice(start, Math.min(end, start + maxUnderlined));
  const firstLine = /^[^\r\n]*/.exec(text.trimEnd())?.[0] ?? '';
  return source.range(start, start + firstLine.length);
};
