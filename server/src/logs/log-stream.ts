import type { ContainerItem, InventoryChange } from '#shared/protocol/inventory';
import type { LogLine } from '#shared/protocol/logs';
import type { ReloadItem } from '#shared/protocol/reload';
import type { Clock } from '../base/clock.ts';
import { DisposableStore, type Disposable } from '../base/disposable.ts';
import type { Event } from '../base/emitter.ts';
import type { LogEntry } from '../engines/contract.ts';
import type { EngineConnection } from '../engines/connection-contract.ts';
import type { Inventory } from '../inventory/contract.ts';
import { ContainerFollower, type LogHistory } from './container-follower.ts';
import { describeNew, describeReload, type Marker } from './lifecycle.ts';
import { LineBatcher, type LogSink } from './line-batcher.ts';
import type { LogSelection } from './log-selection.ts';
import { compareLines } from './raw-line.ts';

export interface LogStreamOptions {
  readonly selection: LogSelection;
  readonly history: LogHistory;
  readonly follow: boolean;
  readonly sink: LogSink;
  /** The history was handed on, and nothing is followed. */
  readonly onEnd: () => void;
  readonly inventory: Inventory;
  /** Reloads of services, as they end. */
  readonly onDidReload: Event<ReloadItem>;
  readonly connection: EngineConnection;
  readonly clock: Clock;
  readonly onError: (error: unknown) => void;
}

type ContainersChange = Extract<InventoryChange, { readonly kind: 'containers' }>;

/** The merged log of a selection of containers, whichever they are from moment to moment. */
export class LogStream implements Disposable {
  readonly sources: readonly string[];
  readonly #options: LogStreamOptions;
  readonly #batcher: LineBatcher;
  readonly #followers = new Map<string, ContainerFollower>();
  /** Places (service and number) that had a container before: the next one there replaces it. */
  readonly #places = new Set<string>();
  readonly #watches = new DisposableStore();
  #turn: Promise<void> = Promise.resolve();
  #phase: 'waiting' | 'following' | 'closed' = 'waiting';

  constructor(options: LogStreamOptions) {
    this.#options = options;
    this.sources = options.selection.sources;
    this.#batcher = new LineBatcher(options.sink, options.clock);
  }

  start(): void {
    if (this.#phase === 'closed') return;
    const { inventory, connection, onDidReload, onError } = this.#options;
    this.#watches.add(
      inventory.watch('containers', (change) => {
        // The list is empty because nobody answers, not because everything was removed.
        if (connection.engine === undefined) return;
        this.#turn = this.#turn.then(() => this.#hear(change)).catch(onError);
      }),
    );
    this.#watches.add(
      onDidReload((reload) => {
        this.#hearReload(reload);
      }),
    );
  }

  dispose(): void {
    this.#phase = 'closed';
    this.#watches.dispose();
    for (const follower of this.#followers.values()) follower.dispose();
    this.#followers.clear();
    this.#batcher.dispose();
  }

  /** Changes are taken one after the other: looking closer at one must not let the next overtake. */
  async #hear(change: ContainersChange): Promise<void> {
    if (this.#isClosed()) return;
    const matching = change.upserted.filter(this.#options.selection.matches);
    const selected = await Promise.all(matching.map((item) => this.#lookCloser(item)));
    if (this.#isClosed()) return;
    if (this.#phase === 'waiting') await this.#readHistory(selected);
    else this.#onChange(selected, change);
  }

  /** A list does not say when a container started; a look at the one does. */
  async #lookCloser(item: ContainerItem): Promise<ContainerItem> {
    if (item.startedAtMs !== undefined || item.status === 'created') return item;
    const { engine } = this.#options.connection;
    return (await engine?.containers.get(item.id)) ?? item;
  }

  async #readHistory(containers: readonly ContainerItem[]): Promise<void> {
    const followers = containers.map((item) => ({ item, follower: this.#add(item) }));
    const tails = await Promise.all(
      followers.map(async ({ item, follower }) => {
        const lines = await follower.readHistory(this.#options.history);
        return lines.map((line) => ({ item, line }));
      }),
    );
    if (this.#isClosed()) return;
    const merged = tails.flat().sort((a, b) => compareLines(a.line, b.line));
    this.#batcher.pushAll(merged.map(({ item, line }) => lineOf(item, line)));
    this.#phase = 'following';
    if (!this.#options.follow) {
      this.#options.onEnd();
      return;
    }
    for (const follower of this.#followers.values()) follower.follow();
  }

  #onChange(selected: readonly ContainerItem[], change: ContainersChange): void {
    const present = new Set<string>(selected.map(({ id }) => id));
    const removed = change.reset
      ? [...this.#followers.keys()].filter((id) => !present.has(id))
      : change.removed;
    for (const id of removed) this.#followers.get(id)?.remove();
    for (const item of selected) {
      const known = this.#followers.get(item.id);
      if (known !== undefined) known.update(item);
      else this.#meet(item);
    }
  }

  #hearReload(reload: ReloadItem): void {
    const { selection, clock } = this.#options;
    if (this.#phase !== 'following' || !this.#options.follow) return;
    if (!selection.includes(reload.project, reload.service)) return;
    const text = describeReload(reload);
    if (text === undefined) return;
    this.#batcher.push({ timeMs: clock.now(), source: reload.service, stream: 'marker', text });
  }

  /** A container that was not there when the stream began. */
  #meet(item: ContainerItem): void {
    // A created container has nothing to say; it is met when it starts.
    if (item.startedAtMs === undefined) return;
    const replaces = this.#places.has(placeOf(item));
    const follower = this.#add(item);
    follower.follow(describeNew(item, { replaces }));
  }

  #add(item: ContainerItem): ContainerFollower {
    this.#places.add(placeOf(item));
    const { connection, clock } = this.#options;
    const listener = {
      onLine: (container: ContainerItem, line: LogEntry) => {
        this.#batcher.push(lineOf(container, line));
      },
      onMarker: (container: ContainerItem, marker: Marker) => {
        this.#batcher.push(markerOf(container, marker, clock));
      },
      onGone: (container: ContainerItem) => {
        this.#followers.get(container.id)?.dispose();
        this.#followers.delete(container.id);
      },
    };
    const follower = new ContainerFollower(item, { connection, clock, listener });
    this.#followers.set(item.id, follower);
    return follower;
  }

  #isClosed(): boolean {
    return this.#phase === 'closed';
  }
}

const placeOf = ({ compose, name }: ContainerItem): string =>
  compose === undefined ? name : `${compose.service}/${compose.number}`;

const sourceOf = (item: ContainerItem): string => item.compose?.service ?? item.name;

const lineOf = (item: ContainerItem, line: LogEntry): Omit<LogLine, 'seq'> => ({
  timeMs: line.timeMs,
  source: sourceOf(item),
  containerId: item.id,
  stream: line.stream,
  text: line.text,
});

const markerOf = (item: ContainerItem, marker: Marker, clock: Clock): Omit<LogLine, 'seq'> => ({
  timeMs: marker.timeMs ?? clock.now(),
  source: sourceOf(item),
  containerId: item.id,
  stream: 'marker',
  text: marker.text,
});
