import type { PressureReading } from '#shared/protocol/metrics';

export type TrendWord = PressureReading['trend'];

interface Point {
  readonly timeMs: number;
  readonly value: number;
}

/** How far back it looks; the kernel's own average is over ten seconds already. */
const windowMs = 20_000;
const fewest = 4;
/** Percentage points in ten seconds from which on it is said that something changes, and until when. */
const enter = 3;
const leave = 1;
/** Of a pressure that is high, small changes mean less. */
const enterShare = 0.15;

/** Says where a pressure goes, and does not change its mind for a little. */
export class Trend {
  #points: Point[] = [];
  #word: TrendWord = 'stable';

  add(point: Point): TrendWord {
    const oldest = point.timeMs - windowMs;
    this.#points = [...this.#points.filter(({ timeMs }) => timeMs >= oldest), point];
    this.#word = this.#points.length < fewest ? 'stable' : this.#judge();
    return this.#word;
  }

  #judge(): TrendWord {
    const change = slopeOf(this.#points) * 10_000;
    const mean = meanOf(this.#points.map(({ value }) => value));
    const goes: TrendWord = change > 0 ? 'degrading' : 'improving';
    const needed = goes === this.#word ? leave : Math.max(enter, mean * enterShare);
    return Math.abs(change) >= needed ? goes : 'stable';
  }
}

/** Of the line through the points with the least squares. */
const slopeOf = (points: readonly Point[]): number => {
  const middle = meanOf(points.map(({ timeMs }) => timeMs));
  let above = 0;
  let below = 0;
  for (const { timeMs, value } of points) {
    above += (timeMs - middle) * value;
    below += (timeMs - middle) ** 2;
  }
  return below === 0 ? 0 : above / below;
};

const meanOf = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;
