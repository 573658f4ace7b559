import type { ContainerItem } from '#shared/protocol/inventory';
import type { ReloadItem } from '#shared/protocol/reload';
import type { Clock } from '../../base/clock.ts';
import { DisposableStore, type Disposable } from '../../base/disposable.ts';
import { Emitter, type Event } from '../../base/emitter.ts';
import type { EngineConnection } from '../../engines/connection-contract.ts';
import type { LogEntry } from '../../engines/contract.ts';
import type { Inventory } from '../../inventory/contract.ts';
import { Followers } from '../followers.ts';
import { describeReload, type Marker } from '../lifecycle/markers.ts';
import { sourceOf, type RingChoice } from '../ring-choice.ts';
import type { LogRing } from '../ring/contract.ts';
import { CatchUp } from './catch-up.ts';
import { LineQueue, type FreshRecord } from './line-queue.ts';
import { lineRecord, markerRecord } from './records.ts';

export interface RecorderDependencies {
  readonly connection: EngineConnection;
  readonly inventory: Inventory;
  readonly clock: Clock;
  readonly onDidReload: Event<ReloadItem>;
  /** Why a container took the place of another. */
  readonly reasonOf: (container: ContainerItem) => string | undefined;
  readonly onError: (error: unknown) => void;
}

/** Of what a container printed while nobody recorded. */
const mostHistory = { count: 20_000, characters: 32 * 2 ** 20 };

/** What was added to a ring, and where it stands there. */
export interface Appended {
  readonly records: readonly FreshRecord[];
  readonly offsets: readonly number[];
}

/**
 * Brings all that the containers of a project print into its ring, each line once: first what the engine
 * kept while nobody recorded, then what comes. One serves everybody who looks at the project.
 */
export class Recorder implements Disposable {
  readonly ring: LogRing;
  readonly #dependencies: RecorderDependencies;
  readonly #choice: RingChoice;
  readonly #followers: Followers;
  readonly #catchUp: CatchUp;
  readonly #queue: LineQueue;
  readonly #appended = new Emitter<Appended>();
  readonly #watches = new DisposableStore();
  /** Reloads that are to be told of in a moment. */
  readonly #untold = new Set<() => void>();

  constructor(choice: RingChoice, ring: LogRing, dependencies: RecorderDependencies) {
    this.ring = ring;
    this.#choice = choice;
    this.#dependencies = dependencies;
    const { connection, inventory, clock, reasonOf, onError } = dependencies;
    this.#queue = new LineQueue((records) => {
      this.#append(records);
    });
    this.#catchUp = new CatchUp({
      ring,
      most: mostHistory,
      keep: (records) => this.#keep(records),
    });
    this.#followers = new Followers({
      ...{ matches: choice.matches, connection, inventory, clock, reasonOf, onError },
      begin: (followers) => this.#catchUp.run(followers),
      listener: {
        onLines: (container, lines) => this.#onLines(container, lines),
        onMarker: (container, marker) => {
          this.#onMarker(container, marker);
        },
      },
    });
  }

  /** What the engine had kept is in the ring, of the containers that were there. */
  get ready(): Promise<unknown> {
    return this.#catchUp.done;
  }

  readonly onDidAppend: Event<Appended> = (listener) => this.#appended.event(listener);

  start(): void {
    this.#followers.start();
    this.#watches.add(
      this.#dependencies.onDidReload((reload) => {
        void this.#onReload(reload);
      }),
    );
  }

  /** All that an ended container printed is in the ring; at once for one that is none of its. */
  async settled(containerId: string): Promise<void> {
    await this.ready;
    await this.#followers.get(containerId)?.settled();
    this.#queue.flush();
  }

  /** Says something of a container, now. */
  tell(container: ContainerItem, text: string): void {
    this.#onMarker(container, { text, timeMs: this.#dependencies.clock.now() });
  }

  dispose(): void {
    this.#watches.dispose();
    this.#followers.dispose();
    for (const tell of this.#untold) tell();
    this.#queue.flush();
    this.#queue.dispose();
    this.#catchUp.dispose();
    this.#appended.dispose();
  }

  #onLines(container: ContainerItem, lines: readonly LogEntry[]): Promise<void> | undefined {
    const source = sourceOf(container);
    for (const line of lines) this.#queue.push(lineRecord(source, container.id, line));
    return this.ring.isBehind ? this.ring.drained() : undefined;
  }

  #onMarker(container: ContainerItem, marker: Marker): void {
    this.#queue.push(markerRecord(sourceOf(container), container.id, marker));
  }

  /** A reload is told of after the restart that it led to. */
  async #onReload(reload: ReloadItem): Promise<void> {
    const text = reload.project === this.#choice.project ? describeReload(reload) : undefined;
    if (text === undefined) return;
    const tell = (): void => {
      if (!this.#untold.delete(tell)) return;
      const marker = { text, timeMs: this.#dependencies.clock.now() };
      this.#queue.push(markerRecord(reload.service, undefined, marker));
    };
    this.#untold.add(tell);
    await this.#followers.settled(reload);
    tell();
  }

  /** In the order in which they are given. */
  async #keep(records: readonly FreshRecord[]): Promise<void> {
    this.#append(records);
    if (this.ring.isBehind) await this.ring.drained();
  }

  #append(records: readonly FreshRecord[]): void {
    const offsets = records.map((record) => this.ring.append(record));
    if (this.#appended.hasListeners) this.#appended.fire({ records, offsets });
  }
}
