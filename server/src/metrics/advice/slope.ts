export interface Point {
  readonly timeMs: number;
  readonly value: number;
}

export interface Slope {
  /** Per millisecond: the median of the slopes of all pairs (Theil and Sen), which outliers do not bend. */
  readonly perMs: number;
  /** Kendall's tau, -1..1: how nearly every later value is the higher one. */
  readonly tau: number;
}

/** `undefined` for less than two points. */
export const slopeOf = (points: readonly Point[]): Slope | undefined => {
  const slopes: number[] = [];
  let order = 0;
  for (const [index, from] of points.entries()) {
    for (const to of points.slice(index + 1)) {
      slopes.push((to.value - from.value) / (to.timeMs - from.timeMs));
      order += Math.sign(to.value - from.value);
    }
  }
  if (slopes.length === 0) return undefined;
  slopes.sort((left, right) => left - right);
  const middle = slopes[Math.floor(slopes.length / 2)] ?? 0;
  return { perMs: middle, tau: order / slopes.length };
};

/** The lowest value of each `stepMs`: garbage that is collected within one does not show. */
export const lowerEnvelope = (points: readonly Point[], stepMs: number): readonly Point[] => {
  const lowest = new Map<number, Point>();
  for (const point of points) {
    const step = Math.floor(point.timeMs / stepMs) * stepMs;
    if (point.value < (lowest.get(step)?.value ?? Infinity))
      lowest.set(step, { timeMs: step, value: point.value });
  }
  return [...lowest.values()];
};
