/** Which rows are in sight, in rows of text: a wrapped line takes several. */
export interface Layout {
  /** Rows of text in all. */
  readonly total: number;
  /** The row of text where the line at `index` begins. */
  offsetOf(index: number): number;
  /** The line that has the given row of text; the last one for rows beyond the end. */
  indexAt(row: number): number;
}

/** Every line takes one row: no bookkeeping at all. */
export const flatLayout = (count: number): Layout => ({
  total: count,
  offsetOf: (index) => Math.min(index, count),
  indexAt: (row) => Math.min(Math.max(0, Math.floor(row)), Math.max(0, count - 1)),
});

/**
 * Lines of several rows, by their running sum. It is made anew when lines come: summing 100,000
 * numbers takes less than a millisecond, and a frame needs one at most.
 */
export const wrappedLayout = (heights: Iterable<number>, count: number): Layout => {
  const ends = new Uint32Array(count);
  let total = 0;
  let index = 0;
  for (const height of heights) ends[index++] = total += height;
  return {
    total,
    offsetOf: (at) => (at <= 0 ? 0 : (ends[Math.min(at, count) - 1] ?? 0)),
    indexAt: (row) => {
      let low = 0;
      let high = Math.max(0, count - 1);
      while (low < high) {
        const middle = (low + high) >>> 1;
        if ((ends[middle] ?? 0) <= row) low = middle + 1;
        else high = middle;
      }
      return low;
    },
  };
};

/** How many rows a line of `cells` takes where `columns` cells fit. */
export const rowsFor = (cells: number, columns: number): number =>
  Math.max(1, Math.ceil(cells / Math.max(1, columns)));
