import type { MetricsSample } from '#shared/protocol/metrics';
import { sampleFields } from './line.ts';

/** Adds readings up and says what they are on average; a field that none of them has stays absent. */
export class Mean {
  readonly #sums = new Float64Array(sampleFields.length);
  readonly #counts = new Uint32Array(sampleFields.length);

  add(sample: MetricsSample): void {
    for (const [index, field] of sampleFields.entries()) {
      const value = sample[field];
      if (value === undefined) continue;
      this.#sums[index] = (this.#sums[index] ?? 0) + value;
      this.#counts[index] = (this.#counts[index] ?? 0) + 1;
    }
  }

  at(timeMs: number): MetricsSample {
    const mean: Partial<Record<keyof MetricsSample, number>> = { timeMs };
    for (const [index, field] of sampleFields.entries()) {
      const count = this.#counts[index] ?? 0;
      if (count > 0) mean[field] = (this.#sums[index] ?? 0) / count;
    }
    // A reading has every field that is not optional, so their mean has it too.
    return mean as MetricsSample;
  }
}

/** The time that stands for the step of a reading: its beginning. */
export const stepOf = (timeMs: number, stepMs: number): number =>
  Math.floor(timeMs / stepMs) * stepMs;
