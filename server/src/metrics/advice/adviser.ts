import type { MetricsAdvice } from '#shared/protocol/metrics';
import type { AdviceInput, AdviceRule } from './advice.ts';
import { busyHost } from './busy-host.ts';
import { leak } from './leak.ts';
import { nearLimit } from './near-limit.ts';
import { restartLoop } from './restart-loop.ts';
import { throttled } from './throttled.ts';
import { underPressure } from './under-pressure.ts';

const rules: readonly AdviceRule[] = [
  underPressure,
  busyHost,
  restartLoop,
  nearLimit,
  leak,
  throttled,
];

interface Shown {
  readonly advice: MetricsAdvice;
  readonly worded: number;
  /** When it was last true. */
  trueMs: number;
}

/** Who reads it should come to the end of it, and numbers in it change all the time. */
const rewordMs = 30_000;
const lingerMs = 15_000;

const order = ['critical', 'warning', 'hint'];

/** Says what there is reason to say, and does not take it back for a moment's sake. */
export class Adviser {
  readonly #shown = new Map<string, Shown>();

  advise(input: AdviceInput): readonly MetricsAdvice[] {
    const { nowMs } = input;
    for (const { advice, strength } of rules.flatMap((rule) => rule(input))) {
      const known = this.#shown.get(advice.key);
      if (known === undefined && strength === 'faint') continue;
      const keepsWords =
        known?.advice.severity === advice.severity && nowMs - known.worded < rewordMs;
      if (keepsWords) known.trueMs = nowMs;
      else this.#shown.set(advice.key, { advice, worded: nowMs, trueMs: nowMs });
    }
    const present = new Set(input.containers.map(({ containerId }) => containerId));
    for (const [key, { advice, trueMs }] of this.#shown) {
      const isGone = advice.containerId !== undefined && !present.has(advice.containerId);
      if (isGone || nowMs - trueMs > lingerMs) this.#shown.delete(key);
    }
    return Array.from(this.#shown.values(), ({ advice }) => advice).sort(
      (left, right) =>
        order.indexOf(left.severity) - order.indexOf(right.severity) ||
        left.key.localeCompare(right.key),
    );
  }
}
