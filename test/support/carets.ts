import assert from 'node:assert/strict';

interface Ranged {
  readonly range: {
    readonly start: { readonly line: number; readonly character: number };
    readonly end: { readonly line: number; readonly character: number };
  };
}

/**
 * Reads a drawing: lines of text, and below a line `^^^` where something is underlined, followed by
 * its code. Lines without carets are the text.
 *
 *     image: ngnix
 *     ^^^^^ schema
 */
export const readDrawing = (
  drawing: string,
): { readonly text: string; readonly marks: readonly string[] } => {
  const lines: string[] = [];
  const marks: string[] = [];
  for (const line of drawing.replace(/^\n/, '').split('\n')) {
    const match = /^(\s*)(\^+)\s+(\S+)\s*$/.exec(line);
    if (match === null) {
      lines.push(line);
      continue;
    }
    const [, before = '', carets = '', code = ''] = match;
    marks.push(mark(lines.length - 1, before.length, before.length + carets.length, code));
  }
  return { text: lines.join('\n'), marks: marks.sort() };
};

/** The same for what was found, so that both can be compared. */
export const marksOf = (
  findings: readonly (Ranged & { readonly code: string })[],
): readonly string[] =>
  findings
    .map(({ range, code }) => {
      assert.equal(range.start.line, range.end.line, 'drawn ranges are within a line');
      return mark(range.start.line, range.start.character, range.end.character, code);
    })
    .sort();

const mark = (line: number, from: number, to: number, code: string): string =>
  `line ${line + 1}, ${from}-${to}: ${code}`;
