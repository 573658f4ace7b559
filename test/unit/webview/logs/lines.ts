import type { PageLine } from '../../../../shared/src/panels/logs.ts';

/** The nth line of a log that is kept: its position and its time say which it is. */
export const nth = (n: number, of: Partial<PageLine> = {}): PageLine => ({
  at: position(n),
  timeMs: 1_000_000 + n,
  source: 'web',
  stream: 'stdout',
  text: `line ${String(n)}`,
  ...of,
});

export const position = (n: number): string => `p${String(n)}`;

/** From one to another, the last one not included. */
export const range = (from: number, to: number): PageLine[] =>
  Array.from({ length: to - from }, (_, index) => nth(from + index));
