export interface Place {
  readonly line: number;
  readonly character: number;
}

export interface TextChange {
  readonly range?: { readonly start: Place; readonly end: Place };
  readonly text: string;
}

/** A text as an editor keeps it: edits by the letter of LSP, written apart from the server's. */
export const applyChanges = (text: string, changes: readonly TextChange[]): string =>
  changes.reduce((current, { range, text: insert }) => {
    if (range === undefined) return insert;
    const ends = [range.start, range.end].map((place) => offsetOf(current, place));
    return current.slice(0, Math.min(...ends)) + insert + current.slice(Math.max(...ends));
  }, text);

/** A character beyond its line stands for the line's end, a line beyond the text for the text's. */
export const offsetOf = (text: string, { line, character }: Place): number => {
  const lines = linesOf(text);
  if (line < 0) return 0;
  const at = lines[line];
  if (at === undefined) return text.length;
  return at.start + Math.min(Math.max(character, 0), at.length);
};

export const placeOf = (text: string, offset: number): Place => {
  const lines = linesOf(text);
  const line = lines.findLastIndex(({ start }) => start <= offset);
  return { line, character: offset - (lines[line]?.start ?? 0) };
};

interface Line {
  readonly start: number;
  /** Without its end. */
  readonly length: number;
}

let last: { readonly text: string; readonly lines: readonly Line[] } | undefined;

export const linesOf = (text: string): readonly Line[] => {
  if (last?.text === text) return last.lines;
  const lines: Line[] = [];
  let start = 0;
  for (const { index, 0: end } of text.matchAll(/\r\n|\n|\r/g)) {
    lines.push({ start, length: index - start });
    start = index + end.length;
  }
  lines.push({ start, length: text.length - start });
  last = { text, lines };
  return lines;
};
