import type { ContainerId } from '#shared/protocol/ids';
import type { ContainerItem } from '#shared/protocol/inventory';
import type { MetricsEvent, Pressure } from '#shared/protocol/metrics';
import type { ReloadItem } from '#shared/protocol/reload';
import { DisposableStore, toDisposable, type Disposable } from '../base/disposable.ts';
import type { Event } from '../base/emitter.ts';
import { messageOf } from '../base/error.ts';
import type { Log } from '../base/log.ts';
import type { Inventory } from '../inventory/contract.ts';
import { describeReload } from './events/describe.ts';
import { EventBook } from './events/event-book.ts';
import type { Facts } from './facts/facts.ts';
import type { History } from './history/history.ts';
import type { Place } from './place.ts';
import { ContainerPressures } from './pressure/container-pressures.ts';
import { HostPressure, type PressureDependencies } from './pressure/host-pressure.ts';

export interface LookoutDependencies extends PressureDependencies {
  readonly inventory: Inventory;
  readonly reloads: {
    readonly rows: readonly ReloadItem[];
    readonly onDidEnd: Event<ReloadItem>;
  };
  readonly history: History;
  readonly facts: Facts;
  readonly log: Log;
}

/** Who looks, and at which containers. */
export interface Looker {
  onEvent(place: Place, event: MetricsEvent): void;
  /** It was read again. */
  onPressure(): void;
  readonly items: () => readonly ContainerItem[];
}

export interface Crash {
  readonly place: Place;
  readonly timeMs: number;
}

const pressureEveryMs = 2000;
/** Theirs are averages of ten seconds too, and there are many of them. */
const containersEvery = 2;
const crashesKeptMs = 10 * 60_000;

/** What all who look at metrics share: it works while there is one of them. */
export class Lookout implements Disposable {
  readonly #dependencies: LookoutDependencies;
  readonly #host: HostPressure;
  readonly #containers: ContainerPressures;
  readonly #lookers = new Set<Looker>();
  readonly #items = new Map<ContainerId, ContainerItem>();
  #crashes: Crash[] = [];
  #lifetime: DisposableStore | undefined;
  #pressure: Pressure | undefined;
  #pressures: ReadonlyMap<ContainerId, Pressure> = new Map();
  #round = 0;

  constructor(dependencies: LookoutDependencies) {
    this.#dependencies = dependencies;
    this.#host = new HostPressure(dependencies);
    this.#containers = new ContainerPressures(dependencies.machine.procFolder);
  }

  get pressure(): Pressure | undefined {
    return this.#pressure;
  }

  get containerPressures(): ReadonlyMap<ContainerId, Pressure> {
    return this.#pressures;
  }

  /** Ends that nobody had asked for, of the last ten minutes. */
  get crashes(): readonly Crash[] {
    return this.#crashes;
  }

  /** Of the host, as it is now. */
  readPressure(): Promise<Pressure> {
    return this.#host.read();
  }

  /** Reloads that happened while nobody looked are known to the timeline. */
  takeUpReloads(): void {
    for (const row of this.#dependencies.reloads.rows) this.#addReload(row);
  }

  watch(looker: Looker): Disposable {
    this.#lookers.add(looker);
    this.#start();
    return toDisposable(() => {
      this.#lookers.delete(looker);
      if (this.#lookers.size === 0) this.#stop();
    });
  }

  dispose(): void {
    this.#lookers.clear();
    this.#stop();
  }

  #start(): void {
    if (this.#lifetime !== undefined) return;
    const { inventory, connection, history, reloads } = this.#dependencies;
    const lifetime = new DisposableStore();
    this.#lifetime = lifetime;
    const book = new EventBook({
      itemOf: (id) => this.#items.get(id),
      containerIn: (place) => history.containerIn(place),
      onEvent: (place, event) => {
        this.#tell(place, event);
      },
      onCrash: (place, timeMs) => {
        this.#crashes.push({ place, timeMs });
      },
    });
    lifetime.add(book);
    lifetime.add(
      inventory.watch('containers', (change) => {
        if (change.reset) this.#items.clear();
        for (const id of change.removed) this.#items.delete(id as ContainerId);
        for (const item of change.upserted) this.#items.set(item.id, item);
      }),
    );
    lifetime.add(
      connection.onEvent((event) => {
        book.hear(event);
        const item = event.action === 'update' && this.#items.get(event.id as ContainerId);
        if (item) void this.#dependencies.facts.learnAgain(item);
      }),
    );
    lifetime.add(
      reloads.onDidEnd((row) => {
        this.#addReload(row);
      }),
    );
    void this.#readPressures(lifetime);
    const timer = setInterval(() => void this.#readPressures(lifetime), pressureEveryMs);
    lifetime.add(
      toDisposable(() => {
        clearInterval(timer);
      }),
    );
  }

  #stop(): void {
    this.#lifetime?.dispose();
    this.#lifetime = undefined;
    this.#items.clear();
    this.#crashes = [];
    this.#pressure = undefined;
    this.#pressures = new Map();
  }

  #addReload(row: ReloadItem): void {
    const event = describeReload(row);
    const place = { project: row.project, key: `${row.service}/1` };
    if (event !== undefined) this.#tell(place, event);
  }

  #tell(place: Place, event: MetricsEvent): void {
    if (!this.#dependencies.history.addEvent(place, event)) return;
    for (const looker of [...this.#lookers]) looker.onEvent(place, event);
  }

  async #readPressures(lifetime: DisposableStore): Promise<void> {
    const { clock, log } = this.#dependencies;
    const nowMs = clock.now();
    this.#crashes = this.#crashes.filter(({ timeMs }) => nowMs - timeMs < crashesKeptMs);
    try {
      const pressure = await this.#host.read();
      if (this.#lifetime === lifetime) this.#pressure = pressure;
      const pressures = await this.#readContainers(nowMs);
      if (this.#lifetime !== lifetime) return;
      this.#pressures = pressures;
      for (const looker of [...this.#lookers]) looker.onPressure();
    } catch (error) {
      log.debug(`The pressure could not be read: ${messageOf(error)}`);
    }
  }

  async #readContainers(nowMs: number): Promise<ReadonlyMap<ContainerId, Pressure>> {
    if ((await this.#host.elsewhere()) !== undefined) return new Map();
    const { facts } = this.#dependencies;
    const items = [...this.#lookers].flatMap((looker) => looker.items());
    const ids = new Set(items.map(({ id }) => id));
    const containers = [...ids].flatMap((id) => {
      const pid = facts.runtimeOf(id)?.pid;
      return pid === undefined ? [] : [{ id, pid }];
    });
    // At first nothing is known of them, and those who wait should not wait for a round more.
    if (containers.length === 0) this.#round = 0;
    const isDue = this.#round % containersEvery === 0;
    this.#round += 1;
    return isDue ? await this.#containers.read(containers, nowMs) : this.#pressures;
  }
}
