import type { ContainerId } from '#shared/protocol/ids';
import type { MetricsEvent, MetricsSample } from '#shared/protocol/metrics';
import { writeEvent, writePlace, writeSamples } from './line.ts';
import { Mean, stepOf } from './mean.ts';
import { coarse, fine, type Tier } from './tier.ts';

/** Lines for one file. */
export interface Batch {
  readonly tier: Tier;
  readonly timeMs: number;
  readonly lines: readonly string[];
}

interface Slot {
  readonly stepMs: number;
  readonly containerId: ContainerId;
  readonly mean: Mean;
}

type Step = Map<string, MetricsSample>;

/** What was read and is not on disk yet. */
export class Pending {
  /** By second. */
  readonly #seconds = new Map<number, Step>();
  /** By ten seconds, those that are over. */
  readonly #tens = new Map<number, Step>();
  readonly #slots = new Map<string, Slot>();
  readonly #ids = new Map<string, ContainerId>();
  readonly #events: { readonly timeMs: number; readonly line: string }[] = [];
  /** Of each tier, in which file the places have been named, and how. */
  readonly #named = new Map<Tier, { fileMs: number; readonly ids: Map<string, ContainerId> }>();

  add(key: string, containerId: ContainerId, sample: MetricsSample): void {
    this.#ids.set(key, containerId);
    put(this.#seconds, stepOf(sample.timeMs, fine.stepMs), { key, sample });
    const stepMs = stepOf(sample.timeMs, coarse.stepMs);
    let slot = this.#slots.get(key);
    if (slot?.stepMs !== stepMs) {
      this.#finish(key);
      slot = { stepMs, containerId, mean: new Mean() };
      this.#slots.set(key, slot);
    }
    slot.mean.add(sample);
  }

  addEvent(key: string, event: MetricsEvent): void {
    this.#events.push({ timeMs: event.timeMs, line: writeEvent(key, event) });
  }

  get isPending(): boolean {
    return this.#seconds.size + this.#tens.size + this.#slots.size + this.#events.length > 0;
  }

  /** The averages of ten seconds that are not over. */
  get unfinished(): ReadonlyMap<string, MetricsSample> {
    return new Map(Array.from(this.#slots, ([key, { stepMs, mean }]) => [key, mean.at(stepMs)]));
  }

  /** All that there is, but for what belongs to ten seconds that are not over at `nowMs`. */
  take(nowMs: number): readonly Batch[] {
    for (const [key, { stepMs }] of this.#slots) {
      if (stepMs + coarse.stepMs < nowMs) this.#finish(key);
    }
    const batches = [
      ...this.#batches(fine, this.#seconds, []),
      ...this.#batches(coarse, this.#tens, this.#events),
    ];
    this.#seconds.clear();
    this.#tens.clear();
    this.#events.length = 0;
    return batches;
  }

  #finish(key: string): void {
    const slot = this.#slots.get(key);
    if (slot === undefined) return;
    this.#slots.delete(key);
    put(this.#tens, slot.stepMs, { key, sample: slot.mean.at(slot.stepMs) });
  }

  #batches(
    tier: Tier,
    steps: ReadonlyMap<number, Step>,
    events: readonly { readonly timeMs: number; readonly line: string }[],
  ): readonly Batch[] {
    const files = new Map<number, string[]>();
    const fileAt = (timeMs: number): string[] => {
      const fileMs = stepOf(timeMs, tier.fileMs);
      const lines = files.get(fileMs) ?? [];
      files.set(fileMs, lines);
      return lines;
    };
    for (const { timeMs, line } of events) fileAt(timeMs).push(line);
    for (const timeMs of [...steps.keys()].sort((left, right) => left - right)) {
      const step = steps.get(timeMs) ?? new Map<string, MetricsSample>();
      const lines = fileAt(timeMs);
      lines.push(...this.#names(tier, timeMs, step.keys()), writeSamples(step));
    }
    return Array.from(files, ([timeMs, lines]) => ({ tier, timeMs, lines }));
  }

  /** Each file says by itself which container is in which place. */
  #names(tier: Tier, timeMs: number, keys: Iterable<string>): readonly string[] {
    const fileMs = stepOf(timeMs, tier.fileMs);
    let named = this.#named.get(tier);
    if (named?.fileMs !== fileMs) {
      named = { fileMs, ids: new Map() };
      this.#named.set(tier, named);
    }
    const lines: string[] = [];
    for (const key of keys) {
      const id = this.#ids.get(key);
      if (id === undefined || named.ids.get(key) === id) continue;
      named.ids.set(key, id);
      lines.push(writePlace(key, id));
    }
    return lines;
  }
}

const put = (
  steps: Map<number, Step>,
  timeMs: number,
  { key, sample }: { readonly key: string; readonly sample: MetricsSample },
): void => {
  const step = steps.get(timeMs) ?? new Map<string, MetricsSample>();
  step.set(key, sample);
  steps.set(timeMs, step);
};
