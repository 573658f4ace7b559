import type { ContainerId } from '#shared/protocol/ids';
import type { ContainerItem } from '#shared/protocol/inventory';
import type { MetricsSeries, MetricsTarget } from '#shared/protocol/metrics';
import type { Clock } from '../base/clock.ts';
import type { Disposable } from '../base/disposable.ts';
import type { Log } from '../base/log.ts';
import { mapSome } from '../base/map-some.ts';
import type { EngineConnection } from '../engines/connection-contract.ts';
import type { EngineDiskUsage, StatsRecord } from '../engines/contract.ts';
import type { Inventory } from '../inventory/contract.ts';
import type { Projects } from '../projects/contract.ts';
import { Facts } from './facts/facts.ts';
import { Feeds } from './feeds.ts';
import { History } from './history/history.ts';
import type { HistoryOfFolder, HistoryRange } from './history/read-history.ts';
import { MetricsStream, type MetricsTick } from './metrics-stream.ts';
import { labelOf, placeOf } from './place.ts';
import { selectMetrics, type MetricsSelection } from './selection.ts';

export interface MetricsDependencies {
  readonly connection: EngineConnection;
  readonly inventory: Inventory;
  readonly projects: Pick<Projects, 'get' | 'list' | 'load'>;
  /** Where history is kept. */
  readonly folder: string;
  readonly clock: Clock;
  readonly log: Log;
}

export interface OpenedMetrics {
  readonly hostCpus: number;
  readonly hostMemoryBytes: number;
  readonly series: readonly MetricsSeries[];
  /** The caller owns it; nothing is read before `start`. */
  readonly stream: MetricsStream;
}

export class Metrics implements Disposable {
  readonly #dependencies: MetricsDependencies;
  readonly #facts: Facts;
  readonly #history: History;
  readonly #feeds: Feeds;

  constructor(dependencies: MetricsDependencies) {
    this.#dependencies = dependencies;
    this.#facts = new Facts(dependencies);
    this.#history = new History(dependencies);
    this.#feeds = new Feeds({ ...dependencies, history: this.#history });
  }

  async open(target: MetricsTarget, onTick: (tick: MetricsTick) => void): Promise<OpenedMetrics> {
    const { inventory, connection } = this.#dependencies;
    const [host, selection, containers] = await Promise.all([
      this.#hostOf(),
      this.#select(target),
      connection.require().containers.list(),
    ]);
    const present = new Set(containers.map(({ id }) => id));
    this.#feeds.keep(present);
    this.#facts.keep(present);
    const { matches } = selection;
    const running = containers.filter((item) => isRunning(item) && matches(item));
    const series = await this.#told(running);
    const stream = new MetricsStream({
      ...{ matches, inventory, onTick, told: series, facts: this.#facts },
      feedOf: (item) => this.#feeds.of(item),
      samplesBefore: (item) => this.#history.samplesOf(placeOf(item)),
    });
    return { ...host, series, stream };
  }

  async history(
    target: MetricsTarget,
    range: HistoryRange,
  ): Promise<HistoryOfFolder & { readonly stepMs: number }> {
    return await this.#history.read((await this.#select(target)).history, range);
  }

  /** The totals of one container, for who makes rates of them elsewhere. */
  watchTotals(id: ContainerId, listener: (totals: StatsRecord) => void): Disposable {
    return this.#feeds.byId(id).watchTotals(listener);
  }

  disk(signal: AbortSignal): Promise<EngineDiskUsage> {
    return this.#dependencies.connection.require().diskUsage(signal);
  }

  dispose(): void {
    this.#feeds.dispose();
    this.#history.dispose();
  }

  #select(target: MetricsTarget): Promise<MetricsSelection> {
    return selectMetrics(target, this.#dependencies);
  }

  async #hostOf(): Promise<Pick<OpenedMetrics, 'hostCpus' | 'hostMemoryBytes'>> {
    const { connection } = this.#dependencies;
    const { state } = connection;
    const { cpus, memoryBytes } =
      state.kind === 'connected' ? state.engine : await connection.require().info();
    return { hostCpus: cpus, hostMemoryBytes: memoryBytes };
  }

  /** What there is of them before the stream begins. */
  async #told(running: readonly ContainerItem[]): Promise<readonly MetricsSeries[]> {
    const projects = new Set(running.map((item) => placeOf(item).project));
    await Promise.all([
      ...Array.from(projects, (project) => this.#history.load(project)),
      mapSome(running, (item) => this.#facts.learn(item)),
    ]);
    return running.map((item) => ({
      containerId: item.id,
      label: labelOf(item),
      facts: this.#facts.of(item),
      samples: [...this.#history.samplesOf(placeOf(item))],
    }));
  }
}

const isRunning = ({ status }: ContainerItem): boolean =>
  status === 'running' || status === 'paused';
