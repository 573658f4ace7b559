import type { ContainerItem } from '#shared/protocol/inventory';
import type { Clock } from '../base/clock.ts';
import type { Disposable } from '../base/disposable.ts';
import { messageOf } from '../base/error.ts';
import type { EngineConnection } from '../engines/connection-contract.ts';
import type { EngineEvent, LogEntry } from '../engines/contract.ts';
import { ContainerOutput, type LogHistory, type PastLines } from './container-output.ts';
import {
  describeEnd,
  describeRemoved,
  describeStart,
  type Marker,
  type StartCause,
} from './lifecycle/markers.ts';
import { ContainerTale, isUp, type Happening } from './lifecycle/tale.ts';

export interface FollowerListener {
  /** A promise holds the reading of this container up. */
  onLines(container: ContainerItem, lines: readonly LogEntry[]): Promise<void> | undefined;
  onMarker(container: ContainerItem, marker: Marker): void;
  /** It was removed, and all that it printed has been heard. */
  onGone(container: ContainerItem): void;
}

export interface FollowerDependencies {
  readonly connection: EngineConnection;
  readonly clock: Clock;
  readonly listener: FollowerListener;
}

const lookAgainMs = 1000;
/** An event that is not there by then was lost. */
const eventsMs = 5000;

/**
 * Reads one container's log through its restarts. The engine ends a log stream when the container
 * ends; the next one begins where that stopped. What happened to the container is told between the
 * lines that precede it and those that follow.
 */
export class ContainerFollower implements Disposable {
  readonly #dependencies: FollowerDependencies;
  readonly #output: ContainerOutput;
  readonly #tale = new ContainerTale();
  /** Not told yet: the lines before it may still come. */
  readonly #queue: Happening[] = [];
  #item: ContainerItem;
  #startCause: StartCause | undefined;
  #restartCount: number;
  #phase: 'waiting' | 'following' | 'gone' = 'waiting';
  #isBusy = false;
  #lastTold: Happening['kind'] | undefined;

  constructor(item: ContainerItem, dependencies: FollowerDependencies) {
    this.#item = item;
    this.#dependencies = dependencies;
    this.#restartCount = item.restartCount ?? 0;
    this.#tale.begin(item);
    this.#output = new ContainerOutput({
      ...{ id: item.id, connection: dependencies.connection, clock: dependencies.clock },
      onLines: (lines) => this.#onLines(lines),
      onEnd: () => {
        this.#onEnd();
      },
    });
  }

  get item(): ContainerItem {
    return this.#item;
  }

  /** The lines there are; they count as seen, and so does what was left out before them. */
  async readHistory(history: LogHistory): Promise<PastLines> {
    return this.#item.startedAtMs === undefined
      ? { lines: [], isCut: false }
      : this.#output.readHistory(history);
  }

  /** Begins to follow. A container that was not there before is told of with its cause. */
  follow(isNew?: StartCause): void {
    this.#phase = 'following';
    const { startedAtMs } = this.#item;
    if (isNew !== undefined && startedAtMs !== undefined) {
      this.#startCause = isNew;
      // What happened while it was looked at comes after these.
      const ended = isUp(this.#item) ? [] : new ContainerTale().catchUp(this.#item).slice(1);
      this.#queue.unshift({ kind: 'started', timeMs: startedAtMs, verb: 'started' }, ...ended);
    } else if (isUp(this.#item)) void this.#attach();
    void this.#advance();
  }

  hear(event: EngineEvent): void {
    this.#add(this.#tale.hear(event));
  }

  /** The container as the engine shows it now. */
  update(item: ContainerItem): void {
    this.#item = item;
    for (const happening of this.#tale.catchUp(item)) this.#add(happening);
  }

  /** The engine is back after a time in which nothing was heard of it. */
  resume(item: ContainerItem): void {
    this.update(item);
    if (this.#phase === 'following' && isUp(item) && this.#queue.length === 0) void this.#attach();
  }

  /** It is not there any more, and nobody has told of it. */
  remove(): void {
    const isTold = this.#queue.some(({ kind }) => kind === 'removed');
    if (!isTold) this.#add({ kind: 'removed', timeMs: this.#dependencies.clock.now() });
  }

  /** Resolves when all that is known to have happened was told, with the lines before it. */
  async settled(): Promise<void> {
    while (this.#isBusy) await this.#dependencies.clock.sleep(10);
  }

  /** The same of all that the engine knows of by now, whose events may still be on their way. */
  async caughtUp(): Promise<void> {
    const { clock } = this.#dependencies;
    const startedAtMs = (await this.#look())?.startedAtMs ?? -Infinity;
    const giveUpMs = clock.now() + eventsMs;
    while (!this.#tale.knowsStart(startedAtMs) && clock.now() < giveUpMs && !this.#isGone()) {
      await clock.sleep(10);
    }
    await this.settled();
  }

  dispose(): void {
    this.#phase = 'gone';
    this.#output.dispose();
  }

  #add(happening: Happening | undefined): void {
    if (happening === undefined || this.#phase === 'gone') return;
    this.#queue.push(happening);
    void this.#advance();
  }

  async #advance(): Promise<void> {
    if (this.#isBusy || this.#phase !== 'following') return;
    this.#isBusy = true;
    try {
      for (let next = this.#queue[0]; next !== undefined; next = this.#queue[0]) {
        await this.#prepare(next);
        if (this.#isGone()) return;
        // Lines that followed it may have come meanwhile, and it was told before them.
        if (this.#queue[0] === next) this.#tell();
        if (next.kind === 'started') await this.#attach();
        if (this.#isGone()) return;
      }
    } finally {
      this.#isBusy = false;
    }
  }

  /** What has to be known or to have come before something is told. */
  async #prepare(next: Happening): Promise<void> {
    if (next.kind === 'ended' || next.kind === 'removed') await this.#output.settle(next.timeMs);
    if (next.kind === 'changed' || next.kind === 'removed') return;
    const now = await this.#look();
    if (now !== undefined) this.#item = now;
  }

  async #look(): Promise<ContainerItem | undefined> {
    const { engine } = this.#dependencies.connection;
    return engine?.containers.get(this.#item.id).catch(() => undefined);
  }

  /** Tells the first in the queue. */
  #tell(): void {
    const happening = this.#queue.shift();
    if (happening === undefined) return;
    const { listener } = this.#dependencies;
    this.#lastTold = happening.kind;
    listener.onMarker(this.#item, { text: this.#textOf(happening), timeMs: happening.timeMs });
    if (happening.kind !== 'removed') return;
    this.#phase = 'gone';
    listener.onGone(this.#item);
  }

  #textOf(happening: Happening): string {
    const { name, oomKilled, finishedAtMs = 0 } = this.#item;
    switch (happening.kind) {
      case 'started':
        return describeStart(name, this.#causeOf(happening));
      case 'ended': {
        const isThisEnd = Math.abs(happening.timeMs - finishedAtMs) < 5000;
        const outOfMemory = happening.outOfMemory || (isThisEnd && oomKilled === true);
        return describeEnd(name, { ...happening, outOfMemory });
      }
      case 'changed':
        return `${name} ${happening.what}`;
      case 'removed':
        return describeRemoved(name);
    }
  }

  #causeOf({ verb }: Extract<Happening, { readonly kind: 'started' }>): StartCause {
    const { restartCount = 0 } = this.#item;
    const known = this.#startCause;
    const isPolicy = restartCount > this.#restartCount;
    this.#startCause = undefined;
    this.#restartCount = restartCount;
    return known ?? (isPolicy ? { kind: 'policy', restartCount } : { kind: verb });
  }

  /** Where a stream went on over a restart, the first line of the new run says that the last one is over. */
  #onLines(lines: readonly LogEntry[]): Promise<void> | undefined {
    const { listener } = this.#dependencies;
    let from = 0;
    for (;;) {
      const next = this.#queue[0];
      const isEnd = next?.kind === 'ended';
      const at = isEnd ? lines.findIndex(({ timeMs }, i) => i >= from && timeMs > next.timeMs) : -1;
      if (at < 0) break;
      if (at > from) void listener.onLines(this.#item, lines.slice(from, at));
      this.#tell();
      if (this.#queue[0]?.kind === 'started') this.#tell();
      from = at;
    }
    return listener.onLines(this.#item, from === 0 ? lines : lines.slice(from));
  }

  async #attach(): Promise<void> {
    try {
      await this.#output.attach();
    } catch (error) {
      const { connection, clock, listener } = this.#dependencies;
      const isLost = connection.engine === undefined || this.#isGone();
      if (isLost || (await this.#look()) === undefined) return;
      const text = `The log of ${this.#item.name} cannot be read: ${messageOf(error)}`;
      listener.onMarker(this.#item, { text, timeMs: clock.now() });
    }
  }

  #onEnd(): void {
    if (this.#phase === 'following' && !this.#isBusy) void this.#lookAgain();
  }

  /** The stream ended. Usually an event says why in a moment; if the container still runs, read on. */
  async #lookAgain(): Promise<void> {
    await this.#dependencies.clock.sleep(lookAgainMs);
    if (!this.#isIdle()) return;
    const now = await this.#look();
    if (now === undefined || !this.#isIdle()) return;
    this.update(now);
    if (isUp(now) && this.#lastTold !== 'ended' && this.#isIdle()) await this.#attach();
  }

  /** Nothing is read, and nothing is under way that would. */
  #isIdle(): boolean {
    return !this.#output.isOpen && !this.#isBusy && this.#phase === 'following';
  }

  #isGone(): boolean {
    return this.#phase === 'gone';
  }
}
