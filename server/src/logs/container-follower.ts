import type { ContainerItem } from '#shared/protocol/inventory';
import type { Clock } from '../base/clock.ts';
import type { Disposable } from '../base/disposable.ts';
import { messageOf } from '../base/error.ts';
import type { LogEntry } from '../engines/contract.ts';
import type { EngineConnection } from '../engines/connection-contract.ts';
import { describeChange, describeRemoved, isUp, type Marker } from './lifecycle.ts';
import { SeenLines } from './seen-lines.ts';

export interface FollowerListener {
  onLine(container: ContainerItem, line: LogEntry): void;
  onMarker(container: ContainerItem, marker: Marker): void;
  /** It was removed, and all that it printed has been heard. */
  onGone(container: ContainerItem): void;
}

/** Which of the lines there are by now; all when neither is given. */
export interface LogHistory {
  /** This many of the last ones. */
  readonly tail?: number;
  readonly sinceMs?: number;
}

export interface FollowerDependencies {
  readonly connection: EngineConnection;
  readonly clock: Clock;
  readonly listener: FollowerListener;
}

/** A stream that should end, since its container did, is waited for this long before a marker. */
const drainMs = 2000;
const lookAgainMs = 1000;

/**
 * Reads one container's log through its restarts. The engine ends a log stream when the container
 * ends; the next one begins where that stopped. Markers come after the lines that precede the event.
 */
export class ContainerFollower implements Disposable {
  readonly #dependencies: FollowerDependencies;
  readonly #seen = new SeenLines();
  #item: ContainerItem;
  #beginsMs: number | undefined;
  #attachment: Disposable | 'opening' | undefined;
  /** The start of the run whose lines the last stream brought. */
  #covered: number | undefined;
  #markers: Marker[] = [];
  #drainTimer: NodeJS.Timeout | undefined;
  #following = false;
  #gone = false;
  #disposed = false;

  constructor(item: ContainerItem, dependencies: FollowerDependencies) {
    this.#item = item;
    this.#dependencies = dependencies;
  }

  /** The lines there are; they count as seen, and so does what was left out before them. */
  async readHistory({ tail, sinceMs }: LogHistory): Promise<readonly LogEntry[]> {
    this.#beginsMs = sinceMs;
    const engine = this.#dependencies.connection.engine;
    if (engine === undefined || this.#item.startedAtMs === undefined) return [];
    const lines: LogEntry[] = [];
    // One line more than none, since following on needs to know where the log stands.
    const wanted = tail === undefined ? Infinity : Math.max(1, tail);
    await new Promise<void>((resolve) => {
      const listener = {
        onLines: (batch: readonly LogEntry[]) => {
          for (const line of batch) lines.push(line);
          return undefined;
        },
        onEnd: () => {
          resolve();
        },
      };
      const options = {
        follow: false,
        ...(tail !== undefined && { tail: wanted }),
        ...(sinceMs !== undefined && { sinceMs }),
      };
      engine.containers.logs(this.#item.id, options, listener).catch(() => {
        resolve();
      });
    });
    const first = lines[0];
    if (first !== undefined && lines.length >= wanted) this.#seen.startAt(first);
    for (const line of lines) this.#seen.isNew(line);
    return tail === 0 ? [] : lines;
  }

  /** Begins to follow; `markers` come before the first line. */
  follow(markers: readonly Marker[] = []): void {
    this.#following = true;
    // What happened while its history was read comes after these.
    this.#markers.unshift(...markers);
    this.#proceed();
  }

  /** The container as the engine shows it now. */
  update(item: ContainerItem): void {
    this.#markers.push(...describeChange(this.#item, item));
    this.#item = item;
    this.#proceed();
  }

  remove(): void {
    this.#gone = true;
    this.#markers.push(...describeRemoved(this.#item));
    this.#proceed();
  }

  dispose(): void {
    this.#disposed = true;
    clearTimeout(this.#drainTimer);
    if (typeof this.#attachment === 'object') this.#attachment.dispose();
  }

  #proceed(): void {
    if (this.#disposed || !this.#following) return;
    if (this.#attachment !== undefined) {
      // A pause does not end the stream: there is nothing to wait for.
      const goesOn = isUp(this.#item) && this.#item.startedAtMs === this.#covered && !this.#gone;
      if (goesOn) this.#emitMarkers();
      else if (this.#markers.length > 0) this.#drainSoon();
      return;
    }
    this.#emitMarkers();
    const { startedAtMs } = this.#item;
    if (this.#gone) this.#dependencies.listener.onGone(this.#item);
    else if (startedAtMs !== undefined && startedAtMs !== this.#covered) void this.#attach();
  }

  /** Some engines keep a stream open over a restart: markers do not wait for its end for ever. */
  #drainSoon(): void {
    this.#drainTimer ??= setTimeout(() => {
      this.#drainTimer = undefined;
      this.#emitMarkers();
      if (this.#gone) this.#dependencies.listener.onGone(this.#item);
    }, drainMs);
  }

  #emitMarkers(): void {
    clearTimeout(this.#drainTimer);
    this.#drainTimer = undefined;
    const { listener } = this.#dependencies;
    for (const marker of this.#markers.splice(0)) listener.onMarker(this.#item, marker);
  }

  async #attach(): Promise<void> {
    const engine = this.#dependencies.connection.engine;
    // Lost: when it is back, `update` is called again.
    if (engine === undefined) return;
    const start = this.#item.startedAtMs;
    this.#covered = start;
    this.#attachment = 'opening';
    const sinceMs = this.#seen.resume() ?? this.#beginsMs;
    // Set by a callback, which the compiler does not follow.
    let ended = false as boolean;
    try {
      const attachment = await engine.containers.logs(
        this.#item.id,
        { follow: true, ...(sinceMs !== undefined && { sinceMs }) },
        {
          onLines: (lines) => {
            for (const line of lines) this.#onLine(line);
            return undefined;
          },
          onEnd: (cause) => {
            ended = true;
            this.#onEnd(cause);
          },
        },
      );
      if (this.#disposed) attachment.dispose();
      else if (!ended) this.#attachment = attachment;
    } catch (error) {
      this.#attachment = undefined;
      this.#onFailed(error);
    }
  }

  #onLine(line: LogEntry): void {
    if (this.#disposed || !this.#seen.isNew(line)) return;
    const { startedAtMs } = this.#item;
    const isOfNewRun = startedAtMs !== undefined && startedAtMs !== this.#covered;
    if (this.#markers.length > 0 && isOfNewRun && line.timeMs >= startedAtMs) {
      this.#covered = startedAtMs;
      this.#emitMarkers();
    }
    this.#dependencies.listener.onLine(this.#item, line);
  }

  #onEnd(cause: Error | undefined): void {
    if (this.#disposed) return;
    this.#attachment = undefined;
    if (cause !== undefined) {
      // A broken stream is read on after a pause, not in a circle.
      this.#covered = undefined;
      void this.#lookAgain();
      return;
    }
    this.#proceed();
    if (!this.#isBusy() && this.#item.status === 'running') void this.#lookAgain();
  }

  #onFailed(error: unknown): void {
    const { connection, listener } = this.#dependencies;
    if (this.#disposed) return;
    if (connection.engine === undefined) this.#covered = undefined;
    else if (!this.#gone) {
      const text = `The log of ${this.#item.name} cannot be read: ${messageOf(error)}`;
      listener.onMarker(this.#item, { text });
    }
    this.#emitMarkers();
    if (this.#gone) listener.onGone(this.#item);
  }

  /** The stream ended. Usually an event says why in a moment; if the container still runs, read on. */
  async #lookAgain(): Promise<void> {
    await this.#dependencies.clock.sleep(lookAgainMs);
    const { connection } = this.#dependencies;
    if (this.#attachment !== undefined || this.#disposed || connection.engine === undefined) return;
    const now = await connection.engine.containers.get(this.#item.id).catch(() => undefined);
    if (this.#isBusy()) return;
    if (now?.status === 'running' && now.startedAtMs === this.#covered) this.#covered = undefined;
    this.#proceed();
  }

  #isBusy(): boolean {
    return this.#attachment !== undefined || this.#disposed;
  }
}
