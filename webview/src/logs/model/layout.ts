/** Which rows are in sight, in rows of text: a wrapped or expanded line takes several. */
export interface Layout {
  /** Rows of text in all. */
  readonly total: number;
  /** The row of text where the line at `index` begins. */
  offsetOf(index: number): number;
  /** The line that has the given row of text; the last one for rows beyond the end. */
  indexAt(row: number): number;
}

/**
 * Lines of several rows, by their running sum. It is made anew when lines come: summing some thousands of
 * numbers takes a fraction of a millisecond, and a frame needs one at most.
 */
export const layoutOf = (count: number, heightOf: (index: number) => number): Layout => {
  const ends = new Uint32Array(count);
  let total = 0;
  for (let index = 0; index < count; index++) ends[index] = total += heightOf(index);
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

/** The index of the last one that has at most this number; they ascend. */
export const indexOfNumber = (
  rows: readonly { readonly number: number }[],
  number: number,
): number => {
  let low = 0;
  let high = rows.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((rows[middle]?.number ?? Infinity) <= number) low = middle + 1;
    else high = middle;
  }
  return low - 1;
};
