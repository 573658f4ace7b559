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
