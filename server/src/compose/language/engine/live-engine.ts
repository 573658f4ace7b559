import * as z from 'zod/mini';
import type { ContainerItem } from '#shared/protocol/inventory';
import type { Clock } from '../../../base/clock.ts';
import { DisposableStore, toDisposable, type Disposable } from '../../../base/disposable.ts';
import { Emitter } from '../../../base/emitter.ts';
import type { EngineConnection } from '../../../engines/connection-contract.ts';
import type { Inventory } from '../../../inventory/contract.ts';
import { hostOf } from '../../run/addresses.ts';
import { containerFacts, type ContainerFacts } from '../../run/changed-fields.ts';
import { ImageCache } from './image-cache.ts';
import type { ImageDetails } from './image-details.ts';
import type { EngineChange, EngineSight, LanguageEngine } from './language-engine.ts';
import { SightLists } from './sight-lists.ts';

export interface LiveEngineOptions {
  readonly connection: EngineConnection;
  readonly inventory: Inventory;
  readonly clock: Clock;
  /** Ends with `timeout` after as long without a word from the engine. */
  readonly pullIdleTimeoutMs: () => number;
}

const noImages: readonly never[] = [];

/** The engine that this window uses, in sight of its language features while one of them looks. */
export class LiveEngine implements LanguageEngine {
  readonly #options: LiveEngineOptions;
  readonly #changed = new Emitter<EngineChange>();
  readonly #images: ImageCache;
  readonly #records = new Map<string, Promise<ContainerFacts | undefined>>();
  readonly #watchers = new Set<object>();
  #lists: SightLists | undefined;
  #watching: DisposableStore | undefined;
  #sight: EngineSight | undefined;

  readonly onDidChange = this.#changed.event;

  constructor(options: LiveEngineOptions) {
    this.#options = options;
    this.#images = new ImageCache(() => options.connection.engine);
  }

  get sight(): EngineSight | undefined {
    this.#sight ??= this.#look();
    return this.#sight;
  }

  now(): number {
    return this.#options.clock.now();
  }

  watch(): Disposable {
    const watcher = {};
    this.#watchers.add(watcher);
    this.#start();
    return toDisposable(() => {
      this.#watchers.delete(watcher);
      if (this.#watchers.size === 0) this.#stop();
    });
  }

  image(reference: string): Promise<ImageDetails | 'absent' | undefined> {
    return this.#images.get(reference, this.sight?.images ?? noImages);
  }

  async container(id: string): Promise<ContainerItem | undefined> {
    // One that goes meanwhile is as good as none.
    return this.#options.connection.engine?.containers.get(id).catch(() => undefined);
  }

  async madeFrom(containerId: string): Promise<ContainerFacts | undefined> {
    const { engine } = this.#options.connection;
    if (engine === undefined) return undefined;
    const known = this.#records.get(containerId);
    if (known !== undefined) return known;
    // One that goes meanwhile, or that cannot be read, is one that nothing is known of.
    const read = engine.containers.inspect(containerId).then(
      (record) => z.safeParse(containerFacts, record).data,
      () => undefined,
    );
    if (this.#watching !== undefined) this.#records.set(containerId, read);
    return read;
  }

  async createNetwork(name: string): Promise<void> {
    await this.#options.connection.require().networks.create({ name });
  }

  async createVolume(name: string): Promise<void> {
    await this.#options.connection.require().volumes.create({ name });
  }

  async pull(
    reference: string,
    { platform, signal, progress }: Parameters<LanguageEngine['pull']>[1],
  ): Promise<void> {
    await this.#options.connection.require().images.pull(
      reference,
      {
        ...(platform !== undefined && { platform }),
        idleTimeoutMs: this.#options.pullIdleTimeoutMs(),
        onProgress: ({ status }) => {
          progress({ message: status });
        },
      },
      signal,
    );
  }

  dispose(): void {
    this.#stop();
    this.#changed.dispose();
  }

  #start(): void {
    if (this.#watching !== undefined) return;
    const { connection, inventory } = this.#options;
    const watching = new DisposableStore();
    this.#watching = watching;
    const lists = watching.add(
      new SightLists(inventory, (kind) => {
        // What an engine that is gone leaves behind is no list of it.
        if (connection.engine === undefined) lists.forget();
        if (kind === 'images') this.#images.forgetNames();
        if (kind === 'containers') this.#forgetGone();
        this.#sight = undefined;
        if (this.sight !== undefined) this.#changed.fire(kind);
      }),
    );
    this.#lists = lists;
    watching.add(
      connection.onDidChangeState(() => {
        lists.forget();
        this.#forget();
        this.#changed.fire('engine');
      }),
    );
  }

  #stop(): void {
    this.#watching?.dispose();
    this.#watching = undefined;
    this.#lists = undefined;
    this.#forget();
  }

  #forget(): void {
    this.#sight = undefined;
    this.#records.clear();
    this.#images.forgetNames();
  }

  #look(): EngineSight | undefined {
    const { state } = this.#options.connection;
    const lists = this.#lists?.all;
    if (lists === undefined || state.kind !== 'connected') return undefined;
    const { address } = state.endpoint;
    return {
      host: state.engine,
      hostName: hostOf(address),
      local: /^(unix|npipe):/.test(address),
      ...lists,
    };
  }

  #forgetGone(): void {
    const ids = new Set<string>(this.#lists?.all?.containers.map(({ id }) => id) ?? []);
    for (const id of this.#records.keys()) if (!ids.has(id)) this.#records.delete(id);
  }
}
