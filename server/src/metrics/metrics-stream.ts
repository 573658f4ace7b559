import type { ContainerId } from '#shared/protocol/ids';
import type { ContainerItem } from '#shared/protocol/inventory';
import type { MetricsSample, MetricsSeries } from '#shared/protocol/metrics';
import { toDisposable, type Disposable } from '../base/disposable.ts';
import type { Inventory } from '../inventory/contract.ts';
import type { StatsFeed } from './stats-feed.ts';

export interface MetricsTick {
  readonly series: readonly MetricsSeries[];
  readonly gone: readonly ContainerId[];
}

export interface MetricsStreamOptions {
  readonly matches: (container: ContainerItem) => boolean;
  readonly inventory: Inventory;
  readonly feedOf: (id: ContainerId) => StatsFeed;
  readonly onTick: (tick: MetricsTick) => void;
}

interface Watched {
  readonly subscription: Disposable;
  label: string;
  samples: MetricsSample[];
}

const tickMs = 1000;
/** After a pause, readings of other containers that come right after the first join its tick. */
const gatherMs = 100;

/** What one viewer watches: the running containers among those that match, as they come and go. */
export class MetricsStream implements Disposable {
  readonly #options: MetricsStreamOptions;
  readonly #watched = new Map<ContainerId, Watched>();
  #gone: ContainerId[] = [];
  #timer: NodeJS.Timeout | undefined;
  #lastMs = 0;
  #watch: Disposable | undefined;

  constructor(options: MetricsStreamOptions) {
    this.#options = options;
  }

  start(): void {
    this.#watch ??= this.#options.inventory.watch('containers', (change) => {
      if (change.reset) {
        const present = new Set<string>(change.upserted.map(({ id }) => id));
        for (const id of this.#watched.keys()) if (!present.has(id)) this.#leave(id);
      }
      for (const id of change.removed) this.#leave(id as ContainerId);
      for (const item of change.upserted) this.#see(item);
    });
  }

  dispose(): void {
    this.#watch?.dispose();
    this.#watch = toDisposable(() => undefined);
    clearTimeout(this.#timer);
    for (const { subscription } of this.#watched.values()) subscription.dispose();
    this.#watched.clear();
  }

  #see(item: ContainerItem): void {
    const runs = item.status === 'running' || item.status === 'paused';
    if (!runs || !this.#options.matches(item)) {
      this.#leave(item.id);
      return;
    }
    const known = this.#watched.get(item.id);
    if (known !== undefined) {
      known.label = labelOf(item);
      return;
    }
    const watched: Watched = {
      label: labelOf(item),
      samples: [],
      subscription: this.#options.feedOf(item.id).watch((sample) => {
        watched.samples.push(sample);
        this.#tickSoon();
      }),
    };
    this.#watched.set(item.id, watched);
  }

  #leave(id: ContainerId): void {
    const watched = this.#watched.get(id);
    if (watched === undefined) return;
    watched.subscription.dispose();
    this.#watched.delete(id);
    this.#gone.push(id);
    this.#tickSoon();
  }

  #tickSoon(): void {
    if (this.#timer !== undefined) return;
    const wait = Math.max(gatherMs, this.#lastMs + tickMs - performance.now());
    this.#timer = setTimeout(() => {
      this.#tick();
    }, wait);
  }

  #tick(): void {
    this.#timer = undefined;
    this.#lastMs = performance.now();
    const series: MetricsSeries[] = [];
    for (const [containerId, watched] of this.#watched) {
      if (watched.samples.length === 0) continue;
      series.push({ containerId, label: watched.label, samples: watched.samples });
      watched.samples = [];
    }
    // One that was gone and is back with new readings is not gone.
    const gone = this.#gone.filter((id) => !this.#watched.has(id));
    this.#gone = [];
    if (series.length > 0 || gone.length > 0) this.#options.onTick({ series, gone });
  }
}

/** Service name, or the container's own. */
/** "web", and "web 2" for the second of a service that has several. */
export const labelOf = ({ compose, name }: ContainerItem): string => {
  if (compose === undefined) return name;
  return compose.number > 1 ? `${compose.service} ${compose.number}` : compose.service;
};
