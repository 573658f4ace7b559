import type { ContainerId } from '#shared/protocol/ids';
import type { ContainerItem } from '#shared/protocol/inventory';
import type { Clock } from '../../base/clock.ts';
import { deferred } from '../../base/deferred.ts';
import type { Disposable } from '../../base/disposable.ts';
import type { Inventory } from '../../inventory/contract.ts';
import {
  FollowedContainer,
  type ContainerReading,
  type FollowOptions,
} from './followed-container.ts';

export interface ReadingsOptions extends FollowOptions {
  readonly inventory: Inventory;
  readonly clock: Clock;
}

/** An engine sends its first reading within a second or two; who asks does not wait for ever. */
const firstReadingMs = 3000;

/**
 * The totals of all running containers, for exporters. The engine is asked for readings only while
 * somebody has asked for them in the time of the lease that they said.
 */
export class Readings implements Disposable {
  readonly #options: ReadingsOptions;
  readonly #followed = new Map<ContainerId, FollowedContainer>();
  #watch: Disposable | undefined;
  #listed = deferred<undefined>();
  #leaseEndsMs = 0;
  #lease: NodeJS.Timeout | undefined;

  constructor(options: ReadingsOptions) {
    this.#options = options;
  }

  /** Whether the engine is being asked. */
  get isFollowing(): boolean {
    return this.#watch !== undefined;
  }

  /** As they are now; the streams are kept for `leaseMs` for the next one who asks. */
  async read(leaseMs: number): Promise<readonly ContainerReading[]> {
    this.#extend(leaseMs);
    this.#start();
    await this.#firstReadings();
    return [...this.#followed.values()].flatMap(({ reading }) => reading ?? []);
  }

  dispose(): void {
    clearTimeout(this.#lease);
    this.#watch?.dispose();
    this.#watch = undefined;
    // Whoever waits for them gets what there is: nothing.
    this.#listed.resolve(undefined);
    for (const id of [...this.#followed.keys()]) this.#leave(id);
  }

  #extend(leaseMs: number): void {
    const endsMs = performance.now() + leaseMs;
    if (this.#watch !== undefined && endsMs <= this.#leaseEndsMs) return;
    this.#leaseEndsMs = endsMs;
    clearTimeout(this.#lease);
    this.#lease = setTimeout(() => {
      this.dispose();
    }, leaseMs);
    this.#lease.unref();
  }

  #start(): void {
    if (this.#watch !== undefined) return;
    this.#listed = deferred<undefined>();
    this.#watch = this.#options.inventory.watch('containers', (change) => {
      if (change.reset) {
        const present = new Set<string>(change.upserted.map(({ id }) => id));
        for (const id of [...this.#followed.keys()]) if (!present.has(id)) this.#leave(id);
      }
      for (const id of change.removed) this.#leave(id as ContainerId);
      for (const item of change.upserted) this.#see(item);
      this.#listed.resolve(undefined);
    });
  }

  async #firstReadings(): Promise<void> {
    const waiting = new AbortController();
    const all = this.#listed.promise.then(() =>
      Promise.all([...this.#followed.values()].map(({ known }) => known)),
    );
    const limit = this.#options.clock.sleep(firstReadingMs, waiting.signal).catch(() => undefined);
    await Promise.race([all, limit]);
    waiting.abort();
  }

  #see(item: ContainerItem): void {
    if (item.status !== 'running' && item.status !== 'paused') {
      this.#leave(item.id);
      return;
    }
    const known = this.#followed.get(item.id);
    if (known === undefined) {
      this.#followed.set(item.id, new FollowedContainer(item, this.#options));
    } else known.update(item);
  }

  #leave(id: ContainerId): void {
    this.#followed.get(id)?.dispose();
    this.#followed.delete(id);
  }
}
