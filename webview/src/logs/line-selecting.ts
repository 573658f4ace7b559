import type { LogList } from './list.ts';
import type { Entry } from './model/entry.ts';
import { toClipboard } from './model/export.ts';
import type { LineSelection } from './selection.ts';

/** Cells that the time takes in the gutter, with the gap after it. */
const timeCells = { off: 0, clock: 14, age: 6 } as const;
/** Longer names are cut short in the gutter. */
const longestSource = 18;

export const gutterCells = (of: {
  readonly time: keyof typeof timeCells;
  readonly sources: number;
  readonly longest: number;
  /** Cells in all: in a narrow panel the text comes first. */
  readonly columns: number;
}): number => {
  if (of.sources < 2) return timeCells[of.time];
  const room = Math.max(6, Math.floor(of.columns / 5));
  return timeCells[of.time] + Math.min(longestSource, room, of.longest) + 2;
};

/** Chooses whole lines with the mouse in the gutter: click, and Shift+click for a range. */
export const selectInGutter = (
  list: LogList,
  selection: LineSelection,
  onChange: () => void,
): void => {
  list.element.addEventListener('click', (event) => {
    const { target } = event;
    if (!(target instanceof Element)) return;
    const row = target.closest('.row');
    if (target.closest('.gutter') === null || row === null) {
      if (!selection.any) return;
      selection.clear();
    } else {
      const entry = list.entryOf(row);
      if (entry === undefined) return;
      selection.take(entry, { extend: event.shiftKey });
    }
    onChange();
  });
};

export const selectedText = (
  rows: readonly Entry[],
  selection: LineSelection,
  withSource: boolean,
): string =>
  toClipboard(
    rows.filter((entry) => selection.has(entry)),
    withSource,
  );
