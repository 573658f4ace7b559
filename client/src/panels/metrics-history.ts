import type { ContainerId } from '#shared/protocol/ids';
import type { MetricsSample, MetricsSeries } from '#shared/protocol/metrics';

/** How far back the charts go. */
const historyMs = 10 * 60_000;

interface Kept {
  label: string;
  samples: MetricsSample[];
}

/**
 * What a panel has seen so far. The server measures only while somebody looks, so a panel that was
 * hidden for a while would come back empty without this.
 */
export class MetricsHistory {
  readonly #kept = new Map<ContainerId, Kept>();

  /** Joins what the server still had with what was seen before, and drops containers that ended. */
  begin(series: readonly MetricsSeries[]): readonly MetricsSeries[] {
    const here = new Set(series.map(({ containerId }) => containerId));
    for (const containerId of this.#kept.keys()) {
      if (!here.has(containerId)) this.#kept.delete(containerId);
    }
    for (const one of series) this.#join(one);
    return [...this.#kept].map(([containerId, kept]) => ({ containerId, ...kept }));
  }

  add(series: readonly MetricsSeries[], gone: readonly ContainerId[]): void {
    for (const containerId of gone) this.#kept.delete(containerId);
    for (const one of series) this.#join(one);
  }

  #join({ containerId, label, samples }: MetricsSeries): void {
    const kept = this.#kept.get(containerId) ?? { label, samples: [] };
    const first = samples[0]?.timeMs ?? Infinity;
    // Where both know a moment, what came last is right.
    const before = kept.samples.filter(({ timeMs }) => timeMs < first);
    const joined = [...before, ...samples];
    const oldest = (joined.at(-1)?.timeMs ?? 0) - historyMs;
    const start = joined.findIndex(({ timeMs }) => timeMs >= oldest);
    this.#kept.set(containerId, { label, samples: start > 0 ? joined.slice(start) : joined });
  }
}
