import type { ContainerId } from '#shared/protocol/ids';
import type { ContainerItem } from '#shared/protocol/inventory';
import type {
  MetricsEvent,
  MetricsSeries,
  MetricsTarget,
  Pressure,
} from '#shared/protocol/metrics';
import type { Disposable } from '../base/disposable.ts';
import { mapSome } from '../base/map-some.ts';
import type { EngineDiskUsage, StatsRecord } from '../engines/contract.ts';
import type { Projects } from '../projects/contract.ts';
import type { AdvisedContainer } from './advice/advice.ts';
import { Facts } from './facts/facts.ts';
import { Feeds } from './feeds.ts';
import { History } from './history/history.ts';
import type { HistoryOfFolder, HistoryRange } from './history/read-history.ts';
import { fine } from './history/tier.ts';
import { Lookout, type LookoutDependencies } from './lookout.ts';
import { MetricsStream, type MetricsTick } from './metrics-stream.ts';
import { labelOf, placeOf } from './place.ts';
import { selectMetrics, type MetricsSelection } from './selection.ts';
import { Surroundings } from './surroundings.ts';

export interface MetricsDependencies extends Omit<LookoutDependencies, 'history' | 'facts'> {
  readonly projects: Pick<Projects, 'get' | 'list' | 'load'>;
  /** Where history is kept. */
  readonly folder: string;
}

export interface OpenedMetrics {
  readonly hostCpus: number;
  readonly hostMemoryBytes: number;
  readonly series: readonly MetricsSeries[];
  /** The caller owns it; nothing is read before `start`. */
  readonly stream: MetricsStream;
}

/** With what is around the readings. */
export interface OpenedDashboard extends OpenedMetrics {
  readonly events: readonly MetricsEvent[];
  readonly pressure: Pressure;
}

type OnTick = (tick: MetricsTick) => void;

export class Metrics implements Disposable {
  readonly #dependencies: MetricsDependencies;
  readonly #facts: Facts;
  readonly #history: History;
  readonly #feeds: Feeds;
  readonly #lookout: Lookout;

  constructor(dependencies: MetricsDependencies) {
    this.#dependencies = dependencies;
    this.#facts = new Facts(dependencies);
    this.#history = new History(dependencies);
    this.#feeds = new Feeds({ ...dependencies, history: this.#history });
    this.#lookout = new Lookout({ ...dependencies, history: this.#history, facts: this.#facts });
  }

  /** Readings only, for those who show nothing else. */
  async open(target: MetricsTarget, onTick: OnTick): Promise<OpenedMetrics> {
    return await this.#open(await this.#select(target), { onTick });
  }

  async openDashboard(target: MetricsTarget, onTick: OnTick): Promise<OpenedDashboard> {
    const [selection, pressure, { hostCpus }] = await Promise.all([
      this.#select(target),
      this.#lookout.readPressure(),
      this.#hostOf(),
    ]);
    const { includes, history } = selection;
    const surroundings = new Surroundings({
      ...{ lookout: this.#lookout, includes, pressure, hostCpus },
      clock: this.#dependencies.clock,
      advisedOf: (item) => this.#advisedOf(item),
    });
    const opened = await this.#open(selection, { onTick, surroundings });
    this.#lookout.takeUpReloads();
    const fromMs = this.#dependencies.clock.now() - fine.keptMs;
    return { ...opened, pressure, events: this.#history.eventsSince(history, fromMs) };
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
    this.#lookout.dispose();
    this.#feeds.dispose();
    this.#history.dispose();
  }

  #select(target: MetricsTarget): Promise<MetricsSelection> {
    return selectMetrics(target, this.#dependencies);
  }

  async #open(
    { includes }: MetricsSelection,
    options: { readonly onTick: OnTick; readonly surroundings?: Surroundings },
  ): Promise<OpenedMetrics> {
    const { inventory, connection } = this.#dependencies;
    const matches = (item: ContainerItem): boolean => includes(placeOf(item));
    const [host, containers] = await Promise.all([
      this.#hostOf(),
      connection.require().containers.list(),
    ]);
    const present = new Set(containers.map(({ id }) => id));
    this.#feeds.keep(present);
    this.#facts.keep(present);
    const series = await this.#told(containers.filter((item) => isRunning(item) && matches(item)));
    const stream = new MetricsStream({
      ...{ ...options, matches, inventory, told: series, facts: this.#facts },
      feedOf: (item) => this.#feeds.of(item),
      samplesBefore: (item) => this.#history.samplesOf(placeOf(item)),
    });
    return { ...host, series, stream };
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

  #advisedOf(item: ContainerItem): AdvisedContainer {
    return {
      containerId: item.id,
      label: labelOf(item),
      facts: this.#facts.of(item),
      startedAtMs: item.startedAtMs ?? this.#facts.runtimeOf(item.id)?.startedAtMs,
      samples: this.#history.samplesOf(placeOf(item)),
    };
  }
}

const isRunning = ({ status }: ContainerItem): boolean =>
  status === 'running' || status === 'paused';
