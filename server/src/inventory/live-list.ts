import { isDeepStrictEqual } from 'node:util';
import type { Clock } from '../base/clock.ts';
import { DisposableStore, toDisposable, type Disposable } from '../base/disposable.ts';
import { messageOf } from '../base/error.ts';
import type { Log } from '../base/log.ts';
import type { EngineConnection } from '../engines/connection-contract.ts';
import type { Engine, EngineEvent } from '../engines/contract.ts';
import { Coalescer } from './coalescer.ts';
import type { Source } from './sources.ts';

export interface ListChange<Item> {
  readonly reset: boolean;
  readonly upserted: readonly Item[];
  readonly removed: readonly string[];
}
export type ListListener<Item> = (change: ListChange<Item>) => void;

const wholeList = '*';
const retryMs = 1000;

/**
 * One list of the engine. It is read whole when the first listener comes and when the connection
 * comes (back); between those, each event reads the one item it names. It rests without listeners.
 */
export class LiveList<Item> implements Disposable {
  readonly #connection: EngineConnection;
  readonly #source: Source<Item>;
  readonly #log: Log;
  readonly #clock: Clock;
  readonly #listeners = new Set<ListListener<Item>>();
  readonly #items = new Map<string, Item>();
  readonly #reads = new Coalescer((key) => this.#read(key), { concurrency: 4 });
  #lifetime: DisposableStore | undefined;
  /** Of what `#items` was read; `undefined` until a list is there. */
  #engine: Engine | undefined;
  /** Named by events while the list was being read: what the list says of them may be older. */
  readonly #touched = new Set<string>();
  #listing = false;
  /** Whether listeners have heard a list, an empty one included. */
  #told = false;

  constructor(
    source: Source<Item>,
    dependencies: {
      readonly connection: EngineConnection;
      readonly log: Log;
      readonly clock: Clock;
    },
  ) {
    this.#source = source;
    this.#connection = dependencies.connection;
    this.#log = dependencies.log;
    this.#clock = dependencies.clock;
  }

  async list(): Promise<readonly Item[]> {
    const engine = this.#connection.engine;
    if (engine === undefined) return [];
    return this.#engine === engine ? [...this.#items.values()] : await this.#source.list(engine);
  }

  watch(listener: ListListener<Item>): Disposable {
    let heard = false;
    let ended = false;
    const own: ListListener<Item> = (change) => {
      // Patches mean nothing to one who has not heard the list that they patch.
      if (!change.reset && !heard) return;
      heard = true;
      listener(change);
    };
    this.#listeners.add(own);
    if (this.#lifetime === undefined) this.#start();
    else {
      queueMicrotask(() => {
        if (!ended && !heard && this.#told) own(this.#whole());
      });
    }
    return toDisposable(() => {
      ended = true;
      this.#listeners.delete(own);
      if (this.#listeners.size === 0) this.#stop();
    });
  }

  dispose(): void {
    this.#listeners.clear();
    this.#stop();
  }

  #start(): void {
    this.#lifetime = new DisposableStore();
    this.#lifetime.add(
      this.#connection.onEvent((event) => {
        this.#onEvent(event);
      }),
    );
    this.#lifetime.add(
      this.#connection.onDidChangeState(() => {
        this.#onState();
      }),
    );
    queueMicrotask(() => {
      this.#onState();
    });
  }

  #stop(): void {
    this.#lifetime?.dispose();
    this.#lifetime = undefined;
    this.#reads.clear();
    this.#engine = undefined;
    this.#told = false;
    this.#items.clear();
  }

  #onState(): void {
    if (this.#lifetime === undefined) return;
    if (this.#connection.engine !== undefined) {
      // Also when it is the same engine: what happened in between was not heard.
      this.#engine = undefined;
      this.#reads.request(wholeList);
      return;
    }
    this.#engine = undefined;
    this.#reads.clear();
    if (this.#told && this.#items.size === 0) return;
    // An engine that is still looked for is no empty engine: who has heard nothing hears that later.
    if (!this.#told && this.#connection.state.kind === 'searching') return;
    this.#items.clear();
    this.#fire(this.#whole());
  }

  #onEvent(event: EngineEvent): void {
    const effect = this.#source.effect(event);
    if (effect.kind === 'none') return;
    if (effect.kind === 'list') {
      this.#reads.request(wholeList);
      return;
    }
    if (this.#listing) this.#touched.add(effect.id);
    if (effect.kind === 'removed') this.#remove(effect.id);
    // A read that began before the removal would bring it back: one more finds it gone.
    if (effect.kind === 'item' || this.#reads.isRunning(effect.id)) this.#reads.request(effect.id);
  }

  async #read(key: string): Promise<void> {
    const engine = this.#connection.engine;
    if (engine === undefined || this.#lifetime === undefined) return;
    try {
      if (key === wholeList) await this.#readAll(engine);
      else await this.#readOne(engine, key);
    } catch (error) {
      this.#log.warn(`Could not read a list of the engine: ${messageOf(error)}`);
      await this.#clock.sleep(retryMs);
      if (this.#isCurrent(engine)) this.#reads.request(key);
    }
  }

  async #readAll(engine: Engine): Promise<void> {
    this.#listing = true;
    let fresh: readonly Item[];
    try {
      fresh = await this.#source.list(engine);
    } finally {
      this.#listing = false;
    }
    if (!this.#isCurrent(engine)) return;
    const first = this.#engine !== engine;
    this.#engine = engine;
    const ids = new Set(fresh.map((item) => this.#source.idOf(item)));
    const removed = [...this.#items.keys()].filter((id) => !ids.has(id));
    for (const id of removed) this.#items.delete(id);
    const upserted = fresh.filter((item) => this.#keep(item));
    if (first) this.#fire(this.#whole());
    else if (upserted.length > 0 || removed.length > 0) {
      this.#fire({ reset: false, upserted, removed });
    }
    for (const id of this.#touched) this.#reads.request(id);
    this.#touched.clear();
  }

  async #readOne(engine: Engine, id: string): Promise<void> {
    const item = await this.#source.get(engine, id);
    if (!this.#isCurrent(engine)) return;
    if (item === undefined) this.#remove(id);
    else if (this.#keep(item)) this.#fire({ reset: false, upserted: [item], removed: [] });
  }

  /** False when nothing about it is new. */
  #keep(item: Item): boolean {
    const id = this.#source.idOf(item);
    const known = this.#items.get(id);
    if (known !== undefined && isDeepStrictEqual(known, item)) return false;
    this.#items.set(id, item);
    return true;
  }

  #remove(id: string): void {
    if (this.#items.delete(id)) this.#fire({ reset: false, upserted: [], removed: [id] });
  }

  #isCurrent(engine: Engine): boolean {
    return this.#lifetime !== undefined && this.#connection.engine === engine;
  }

  #whole(): ListChange<Item> {
    return { reset: true, upserted: [...this.#items.values()], removed: [] };
  }

  #fire(change: ListChange<Item>): void {
    if (change.reset) this.#told = true;
    for (const listener of [...this.#listeners]) {
      try {
        listener(change);
      } catch (error) {
        this.#log.error('A listener of a list failed.', error);
      }
    }
  }
}
