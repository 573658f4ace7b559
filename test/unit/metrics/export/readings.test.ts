import assert from 'node:assert/strict';
import type { ContainerItem, InventoryChange } from '#shared/protocol/inventory';
import { systemClock } from '../../../../server/src/base/clock.ts';
import { toDisposable } from '../../../../server/src/base/disposable.ts';
import type { StatsRecord } from '../../../../server/src/engines/contract.ts';
import type { Inventory } from '../../../../server/src/inventory/contract.ts';
import { Readings } from '../../../../server/src/metrics/export/readings.ts';
import { aContainer } from '../../client/items.ts';
import { defer } from '../../../support/defer.ts';
import { aReading } from './a-reading.ts';

/** An engine's list of containers, and who reads which of them. */
class Containers {
  readonly read = new Map<string, (totals: StatsRecord) => void>();
  readonly nobody = defer<undefined>();
  #change: ((change: InventoryChange) => void) | undefined;
  readonly #items: readonly ContainerItem[];

  constructor(items: readonly ContainerItem[]) {
    this.#items = items;
  }

  readonly inventory = {
    watch: (_kind: string, listener: (change: never) => void) => {
      this.#change = listener as (change: InventoryChange) => void;
      this.change({ kind: 'containers', reset: true, upserted: [...this.#items], removed: [] });
      return toDisposable(() => {
        this.#change = undefined;
      });
    },
  } as unknown as Inventory;

  get isWatched(): boolean {
    return this.#change !== undefined;
  }

  change(change: InventoryChange): void {
    this.#change?.(change);
  }

  readings(): Readings {
    return new Readings({
      inventory: this.inventory,
      clock: systemClock,
      runtimeOf: () => Promise.resolve({ restartCount: 0 }),
      watchTotals: (id, listener) => {
        this.read.set(id, listener);
        listener(aReading().totals);
        return toDisposable(() => {
          this.read.delete(id);
          if (this.read.size === 0) this.nobody.resolve(undefined);
        });
      },
    });
  }
}

describe('readings for exporters', () => {
  it('are of running containers, and read only for as long as somebody asks', async () => {
    const running = aContainer();
    const stopped = aContainer({ id: 'stopped' as typeof running.id, status: 'exited' });
    const containers = new Containers([running, stopped]);
    const readings = containers.readings();
    assert.ok(!containers.isWatched, 'nothing before the first question');
    assert.deepEqual(
      (await readings.read(20)).map(({ item }) => item.id),
      [running.id],
    );
    assert.deepEqual([...containers.read.keys()], [running.id]);
    await containers.nobody.promise;
    assert.ok(!readings.isFollowing);
    assert.equal((await readings.read(20)).length, 1, 'and again for who asks later');
    readings.dispose();
  });

  it('keep to the longest of leases', async () => {
    const containers = new Containers([aContainer()]);
    const readings = containers.readings();
    await readings.read(60_000);
    await readings.read(1);
    await systemClock.sleep(10);
    assert.ok(readings.isFollowing);
    readings.dispose();
    assert.equal(containers.read.size, 0);
  });

  it('forget containers that stop or go', async () => {
    const one = aContainer();
    const two = aContainer({ id: 'two' as typeof one.id });
    const containers = new Containers([one, two]);
    const readings = containers.readings();
    await readings.read(60_000);
    const change = { kind: 'containers' as const, reset: false };
    containers.change({ ...change, upserted: [{ ...one, status: 'exited' }], removed: [two.id] });
    assert.deepEqual(await readings.read(60_000), []);
    assert.equal(containers.read.size, 0);
    readings.dispose();
  });
});
