/** A code span that holds backticks needs a longer fence than any run of them. */
export const codeSpan = (value: string): string => {
  const oneLine = value.replace(/\s+/g, ' ');
  const runs = oneLine.match(/`+/g) ?? [];
  const fence = '`'.repeat(Math.max(0, ...runs.map((run) => run.length)) + 1);
  const space = runs.length === 0 ? '' : ' ';
  return `${fence}${space}${oneLine}${space}${fence}`;
};

/** Text that is nothing but text within a line, also in a cell of a table. */
export const plainText = (value: string): string =>
  value.replace(/[\\`*_[\]|<>~&]/g, '\\$&').replace(/\s+/g, ' ');

/** In a cell, a bar ends the cell even within a code span. */
export const cell = (markdown: string): string => markdown.replace(/(?<!\\)\|/g, '\\|');
