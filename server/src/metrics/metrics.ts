import type { ContainerId } from '#shared/protocol/ids';
import type { ContainerItem } from '#shared/protocol/inventory';
import type { MetricsSeries, MetricsTarget } from '#shared/protocol/metrics';
import type { Clock } from '../base/clock.ts';
import type { Disposable } from '../base/disposable.ts';
import { HyperBoxError } from '../base/error.ts';
import type { Log } from '../base/log.ts';
import type { EngineConnection } from '../engines/connection-contract.ts';
import type { StatsRecord } from '../engines/contract.ts';
import type { Inventory } from '../inventory/contract.ts';
import type { Projects } from '../projects/contract.ts';
import { labelOf, MetricsStream, type MetricsTick } from './metrics-stream.ts';
import { StatsFeed } from './stats-feed.ts';

export interface MetricsDependencies {
  readonly connection: EngineConnection;
  readonly inventory: Inventory;
  readonly projects: Pick<Projects, 'get'>;
  readonly clock: Clock;
  readonly log: Log;
}

export interface OpenedMetrics {
  readonly hostCpus: number;
  readonly series: readonly MetricsSeries[];
  /** The caller owns it; nothing is read before `start`. */
  readonly stream: MetricsStream;
}

type Matches = (container: ContainerItem) => boolean;

export class Metrics implements Disposable {
  readonly #dependencies: MetricsDependencies;
  /** Kept while the container exists: their history is there for who looks next. */
  readonly #feeds = new Map<ContainerId, StatsFeed>();

  constructor(dependencies: MetricsDependencies) {
    this.#dependencies = dependencies;
  }

  async open(target: MetricsTarget, onTick: (tick: MetricsTick) => void): Promise<OpenedMetrics> {
    const { inventory, connection } = this.#dependencies;
    const hostCpus = await this.#hostCpus();
    const matches = await this.#select(target);
    const containers = await connection.require().containers.list();
    this.#forget(new Set(containers.map(({ id }) => id)));
    const series = containers.filter(matches).flatMap((item) => this.#historyOf(item));
    const feedOf = (id: ContainerId): StatsFeed => this.#feed(id);
    const stream = new MetricsStream({ matches, inventory, feedOf, onTick });
    return { hostCpus, series, stream };
  }

  /** The totals of one container, for who makes rates of them elsewhere. */
  watchTotals(id: ContainerId, listener: (totals: StatsRecord) => void): Disposable {
    return this.#feed(id).watchTotals(listener);
  }

  dispose(): void {
    for (const feed of this.#feeds.values()) feed.dispose();
    this.#feeds.clear();
  }

  async #hostCpus(): Promise<number> {
    const { state } = this.#dependencies.connection;
    if (state.kind === 'connected') return state.engine.cpus;
    return (await this.#dependencies.connection.require().info()).cpus;
  }

  async #select(target: MetricsTarget): Promise<Matches> {
    if (target.kind === 'engine') return () => true;
    if (target.kind === 'container') {
      const { containers } = this.#dependencies.connection.require();
      if ((await containers.get(target.containerId)) === undefined) {
        throw new HyperBoxError('not-found', `There is no container ${target.containerId}.`);
      }
      return ({ id }) => id === target.containerId;
    }
    const { name } = await this.#dependencies.projects.get(target.projectId);
    const wanted = target.services === undefined ? undefined : new Set(target.services);
    return ({ compose }) =>
      compose?.project === name && (wanted === undefined || wanted.has(compose.service));
  }

  #feed(id: ContainerId): StatsFeed {
    const known = this.#feeds.get(id);
    if (known !== undefined) return known;
    const feed = new StatsFeed(id, this.#dependencies);
    this.#feeds.set(id, feed);
    return feed;
  }

  #historyOf(item: ContainerItem): MetricsSeries[] {
    const samples = this.#feeds.get(item.id)?.history ?? [];
    const series = { containerId: item.id, label: labelOf(item), samples: [...samples] };
    return samples.length === 0 ? [] : [series];
  }

  #forget(present: ReadonlySet<ContainerId>): void {
    for (const [id, feed] of this.#feeds) {
      if (present.has(id)) continue;
      feed.dispose();
      this.#feeds.delete(id);
    }
  }
}
