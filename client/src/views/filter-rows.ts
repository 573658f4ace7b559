import type { RowSpec } from './tree-state.ts';

/**
 * The rows whose label or description holds every word of the filter, with the rows above them. A
 * row that matches by itself keeps all that is below it.
 */
export const filterRows = (rows: readonly RowSpec[], filter: string): readonly RowSpec[] => {
  const words = filter.toLowerCase().split(/\s+/).filter(Boolean);
  return words.length === 0 ? rows : keep(rows, words);
};

const keep = (rows: readonly RowSpec[], words: readonly string[]): readonly RowSpec[] =>
  rows.flatMap((row) => {
    if (matches(row, words)) return [row];
    const children = keep(row.children ?? [], words);
    return children.length === 0 ? [] : [{ ...row, children, look: { ...row.look, fold: 'open' } }];
  });

const matches = ({ look }: RowSpec, words: readonly string[]): boolean => {
  const text = `${look.label} ${look.description ?? ''}`.toLowerCase();
  return words.every((word) => text.includes(word));
};
