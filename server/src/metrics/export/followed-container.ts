import type { ContainerId } from '#shared/protocol/ids';
import type { ContainerItem } from '#shared/protocol/inventory';
import { deferred } from '../../base/deferred.ts';
import { DisposableStore, toDisposable, type Disposable } from '../../base/disposable.ts';
import type { ContainerRuntime, StatsRecord } from '../../engines/contract.ts';

/** A container as it was when it was last read. */
export interface ContainerReading {
  readonly item: ContainerItem;
  readonly runtime: ContainerRuntime;
  readonly totals: StatsRecord;
}

export interface FollowOptions {
  readonly watchTotals: (id: ContainerId, listener: (totals: StatsRecord) => void) => Disposable;
  readonly runtimeOf: (id: ContainerId) => Promise<ContainerRuntime | undefined>;
}

/** One running container, read for as long as somebody exports it. */
export class FollowedContainer implements Disposable {
  readonly #options: FollowOptions;
  readonly #lifetime = new DisposableStore();
  readonly #known = deferred<undefined>();
  #item: ContainerItem;
  #totals: StatsRecord | undefined;
  #runtime: ContainerRuntime | undefined;

  constructor(item: ContainerItem, options: FollowOptions) {
    this.#item = item;
    this.#options = options;
    this.#lifetime.add(
      options.watchTotals(item.id, (totals) => {
        this.#totals = totals;
        this.#settle();
      }),
    );
    this.#lifetime.add(
      toDisposable(() => {
        this.#known.resolve(undefined);
      }),
    );
    void this.#readRuntime();
  }

  /** Resolves with the first reading, or when there will be none. */
  get known(): Promise<undefined> {
    return this.#known.promise;
  }

  get reading(): ContainerReading | undefined {
    if (this.#totals === undefined || this.#runtime === undefined) return undefined;
    return { item: this.#item, runtime: this.#runtime, totals: this.#totals };
  }

  /** It is another now: its health changed, or it was started again. */
  update(item: ContainerItem): void {
    this.#item = item;
    void this.#readRuntime();
  }

  dispose(): void {
    this.#lifetime.dispose();
  }

  async #readRuntime(): Promise<void> {
    // One that goes meanwhile has none, and is left out.
    const runtime = await this.#options.runtimeOf(this.#item.id).catch(() => undefined);
    this.#runtime = runtime ?? this.#runtime;
    this.#settle();
  }

  #settle(): void {
    if (this.reading !== undefined) this.#known.resolve(undefined);
  }
}
