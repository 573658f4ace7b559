import type { ContainerItem } from '#shared/protocol/inventory';
import type { LogLine, LogSource } from '#shared/protocol/logs';
import type { ReloadItem } from '#shared/protocol/reload';
import type { Clock } from '../base/clock.ts';
import { DisposableStore, type Disposable } from '../base/disposable.ts';
import type { Event } from '../base/emitter.ts';
import type { EngineConnection } from '../engines/connection-contract.ts';
import type { Inventory } from '../inventory/contract.ts';
import type { ContainerFollower } from './container-follower.ts';
import type { LogHistory } from './container-output.ts';
import { Followers } from './followers.ts';
import { describeReload } from './lifecycle/markers.ts';
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

/** The merged log of a selection of containers, straight from the engine: nothing of it is kept. */
export class LogStream implements Disposable {
  readonly sources: readonly LogSource[];
  readonly #options: LogStreamOptions;
  readonly #batcher: LineBatcher;
  readonly #followers: Followers;
  readonly #watches = new DisposableStore();
  #isFollowing = false;
  #isClosed = false;

  constructor(options: LogStreamOptions) {
    this.#options = options;
    const { selection, connection, inventory, clock, onError } = options;
    this.sources = selection.sources;
    this.#batcher = new LineBatcher(options.sink, clock);
    this.#followers = new Followers({
      ...{ matches: selection.matches, connection, inventory, clock, onError },
      begin: (followers) => this.#readHistory(followers),
      listener: {
        onLines: (container, lines) => {
          for (const { timeMs, stream, text } of lines)
            this.#batcher.push({ ...this.#originOf(container), timeMs, stream, text });
          return undefined;
        },
        onMarker: (container, marker) => {
          this.#batcher.push({ ...this.#originOf(container), stream: 'marker', ...marker });
        },
      },
    });
  }

  start(): void {
    if (this.#isClosed) return;
    this.#followers.start();
    this.#watches.add(
      this.#options.onDidReload((reload) => {
        void this.#hearReload(reload);
      }),
    );
  }

  dispose(): void {
    this.#isClosed = true;
    this.#watches.dispose();
    this.#followers.dispose();
    this.#batcher.dispose();
  }

  async #readHistory(followers: readonly ContainerFollower[]): Promise<boolean> {
    const tails = await Promise.all(
      followers.map(async (follower) => {
        const { lines } = await follower.readHistory(this.#options.history);
        return lines.map((line) => ({ origin: this.#originOf(follower.item), line }));
      }),
    );
    const merged = tails.flat().sort((a, b) => compareLines(a.line, b.line));
    this.#batcher.pushAll(
      merged.map(({ origin, line: { timeMs, stream, text } }) => ({
        ...origin,
        ...{ timeMs, stream, text },
      })),
    );
    this.#isFollowing = this.#options.follow;
    if (!this.#options.follow) this.#options.onEnd();
    return this.#options.follow;
  }

  /** A reload is told of after the restart that it led to. */
  async #hearReload(reload: ReloadItem): Promise<void> {
    const { selection, clock } = this.#options;
    if (!this.#isFollowing || !selection.includes(reload.project, reload.service)) return;
    const text = describeReload(reload);
    if (text === undefined) return;
    const source = selection.keyOf(reload.project, reload.service);
    await this.#followers.settled(reload);
    if (!this.#isClosed)
      this.#batcher.push({ timeMs: clock.now(), source, stream: 'marker', text });
  }

  #originOf({ id, name, compose }: ContainerItem): Pick<LogLine, 'source' | 'containerId'> {
    const { selection } = this.#options;
    const source = compose === undefined ? name : selection.keyOf(compose.project, compose.service);
    return { source, containerId: id };
  }
}
