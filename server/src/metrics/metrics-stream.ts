import { isDeepStrictEqual } from 'node:util';
import type { ContainerId } from '#shared/protocol/ids';
import type { ContainerItem } from '#shared/protocol/inventory';
import type { MetricsFacts, MetricsSample, MetricsSeries } from '#shared/protocol/metrics';
import { toDisposable, type Disposable } from '../base/disposable.ts';
import type { Inventory } from '../inventory/contract.ts';
import type { Facts } from './facts/facts.ts';
import { labelOf } from './place.ts';
import type { StatsFeed } from './stats-feed.ts';
import type { News, Surroundings } from './surroundings.ts';

export interface MetricsTick extends News {
  readonly series: readonly MetricsSeries[];
  readonly gone: readonly ContainerId[];
}

export interface MetricsStreamOptions {
  readonly matches: (container: ContainerItem) => boolean;
  readonly inventory: Inventory;
  readonly feedOf: (item: ContainerItem) => StatsFeed;
  readonly facts: Facts;
  /** What the viewer knows already: those that it was answered with. */
  readonly told: readonly MetricsSeries[];
  /** What is kept of the place that a container has come to. */
  readonly samplesBefore: (item: ContainerItem) => readonly MetricsSample[];
  /** Absent for those who want readings only. */
  readonly surroundings?: Surroundings | undefined;
  readonly onTick: (tick: MetricsTick) => void;
}

interface Watched {
  readonly subscription: Disposable;
  item: ContainerItem;
  samples: MetricsSample[];
  /** The facts that the viewer knows. */
  told?: MetricsFacts | undefined;
}

const tickMs = 1000;
/** After a pause, readings of other containers that come right after the first join its tick. */
const gatherMs = 100;

/** What one viewer watches: the running containers among those that match, as they come and go. */
export class MetricsStream implements Disposable {
  readonly #options: MetricsStreamOptions;
  readonly #watched = new Map<ContainerId, Watched>();
  /** Those that the viewer was told of and that were not seen since. */
  readonly #told: Map<ContainerId, MetricsSeries>;
  #gone: ContainerId[] = [];
  #timer: NodeJS.Timeout | undefined;
  #lastMs = 0;
  #watch: Disposable | undefined;

  constructor(options: MetricsStreamOptions) {
    this.#options = options;
    this.#told = new Map(options.told.map((series) => [series.containerId, series]));
  }

  start(): void {
    this.#watch ??= this.#options.inventory.watch('containers', (change) => {
      if (change.reset) {
        const present = new Set<string>(change.upserted.map(({ id }) => id));
        for (const id of [...this.#watched.keys(), ...this.#told.keys()])
          if (!present.has(id)) this.#leave(id);
      }
      for (const id of change.removed) this.#leave(id as ContainerId);
      for (const item of change.upserted) this.#see(item);
    });
    this.#options.surroundings?.start({
      items: () => this.#items(),
      onNews: () => {
        this.#tickSoon();
      },
    });
  }

  dispose(): void {
    this.#watch?.dispose();
    this.#watch = toDisposable(() => undefined);
    this.#options.surroundings?.dispose();
    clearTimeout(this.#timer);
    for (const { subscription } of this.#watched.values()) subscription.dispose();
    this.#watched.clear();
  }

  #see(item: ContainerItem): void {
    const { matches, facts, feedOf, samplesBefore } = this.#options;
    const runs = item.status === 'running' || item.status === 'paused';
    if (!runs || !matches(item)) {
      this.#leave(item.id);
      return;
    }
    void facts.learn(item);
    const known = this.#watched.get(item.id);
    if (known !== undefined) {
      known.item = item;
      return;
    }
    const told = this.#told.get(item.id);
    this.#told.delete(item.id);
    const watched: Watched = {
      item,
      // One that takes another's place comes with the line that it goes on with.
      samples: told === undefined ? [...samplesBefore(item)] : [],
      told: told?.facts,
      subscription: feedOf(item).watch((sample) => {
        watched.samples.push(sample);
        this.#tickSoon();
      }),
    };
    this.#watched.set(item.id, watched);
  }

  #leave(id: ContainerId): void {
    const watched = this.#watched.get(id);
    const wasThere = this.#watched.delete(id) || this.#told.delete(id);
    watched?.subscription.dispose();
    if (!wasThere) return;
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
    const series = [...this.#watched.values()].flatMap((watched) => this.#newsOf(watched));
    // One that was gone and is back with new readings is not gone.
    const gone = this.#gone.filter((id) => !this.#watched.has(id));
    this.#gone = [];
    const news = this.#options.surroundings?.take(this.#items()) ?? {};
    if (series.length + gone.length + Object.keys(news).length > 0)
      this.#options.onTick({ series, gone, ...news });
  }

  #items(): readonly ContainerItem[] {
    return Array.from(this.#watched.values(), ({ item }) => item);
  }

  #newsOf(watched: Watched): readonly MetricsSeries[] {
    const facts = this.#options.facts.of(watched.item);
    const isNews = !isDeepStrictEqual(facts, watched.told);
    const { samples, item } = watched;
    if (samples.length === 0 && !isNews) return [];
    watched.samples = [];
    watched.told = facts;
    return [{ containerId: item.id, label: labelOf(item), samples, ...(isNews && { facts }) }];
  }
}
