import type { InventoryChange, InventoryItems, InventoryKind } from '#shared/protocol/inventory';
import type { Clock } from '../base/clock.ts';
import type { Disposable } from '../base/disposable.ts';
import type { Log } from '../base/log.ts';
import type { EngineConnection } from '../engines/connection-contract.ts';
import type { Inventory } from './contract.ts';
import { LiveList } from './live-list.ts';
import { sources } from './sources.ts';

type Lists = { readonly [K in InventoryKind]: LiveList<InventoryItems[K]> };
type ChangeOf<K extends InventoryKind> = Extract<InventoryChange, { readonly kind: K }>;

/** The four lists of the engine, each kept up on its own. */
export class EngineInventory implements Inventory {
  readonly #lists: Lists;

  constructor(dependencies: {
    readonly connection: EngineConnection;
    readonly log: Log;
    readonly clock: Clock;
  }) {
    this.#lists = {
      containers: new LiveList(sources.containers, dependencies),
      images: new LiveList(sources.images, dependencies),
      volumes: new LiveList(sources.volumes, dependencies),
      networks: new LiveList(sources.networks, dependencies),
    };
  }

  list<K extends InventoryKind>(kind: K): Promise<readonly InventoryItems[K][]> {
    return this.#of(kind).list();
  }

  watch<K extends InventoryKind>(kind: K, listener: (change: ChangeOf<K>) => void): Disposable {
    return this.#of(kind).watch((change) => {
      // The compiler cannot see that a change of list K, with K in it, is K's row of the union.
      listener({ kind, ...change } as unknown as ChangeOf<K>);
    });
  }

  dispose(): void {
    for (const list of Object.values(this.#lists)) (list as Disposable).dispose();
  }

  #of<K extends InventoryKind>(kind: K): LiveList<InventoryItems[K]> {
    return this.#lists[kind];
  }
}
