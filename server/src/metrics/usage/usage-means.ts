import type { ContainerId } from '#shared/protocol/ids';
import type { MetricsSeries } from '#shared/protocol/metrics';

export interface Usage {
  /** 1 is one whole processor. */
  readonly cpuCores: number;
  readonly memoryBytes: number;
}

/** What is said in passing is the mean of so many readings: it is to be read, not to flicker. */
const readings = 5;

/** What containers use, of their last readings. */
export class UsageMeans {
  readonly #readings = new Map<ContainerId, readonly Usage[]>();

  add(series: readonly MetricsSeries[], gone: readonly ContainerId[]): void {
    for (const id of gone) this.#readings.delete(id);
    for (const { containerId, samples } of series) {
      const all = [...(this.#readings.get(containerId) ?? []), ...samples].slice(-readings);
      if (all.length > 0) this.#readings.set(containerId, all);
    }
  }

  get ids(): readonly ContainerId[] {
    return [...this.#readings.keys()];
  }

  of(id: ContainerId): Usage | undefined {
    const own = this.#readings.get(id);
    if (own === undefined) return undefined;
    return {
      cpuCores: own.reduce((sum, { cpuCores }) => sum + cpuCores, 0) / own.length,
      memoryBytes: own.reduce((sum, { memoryBytes }) => sum + memoryBytes, 0) / own.length,
    };
  }

  /** Of all of them together; `undefined` where nothing is known yet. */
  ofAll(ids: readonly ContainerId[]): Usage | undefined {
    const known = ids.flatMap((id) => this.of(id) ?? []);
    if (known.length === 0) return undefined;
    return {
      cpuCores: known.reduce((sum, { cpuCores }) => sum + cpuCores, 0),
      memoryBytes: known.reduce((sum, { memoryBytes }) => sum + memoryBytes, 0),
    };
  }

  clear(): void {
    this.#readings.clear();
  }
}
