import {
  inventoryChanged,
  inventoryKinds,
  type InventoryChange,
  type InventoryItems,
  type InventoryKind,
  type InventorySnapshot,
} from '#shared/protocol/inventory';
import { answerThenFollow } from './answer-then-follow.ts';
import { ClientSlots } from './slots.ts';
import type { Client } from './client.ts';
import type { Inventory } from '../inventory/contract.ts';

/** Which lists each client looks at. */
export class ListWatches {
  readonly #inventory: Inventory;
  readonly #watches = new ClientSlots<InventoryKind>();

  constructor(inventory: Inventory) {
    this.#inventory = inventory;
  }

  /** From now on this client hears about `kinds` and no others; answers with those lists. */
  async watch(
    client: Client,
    kinds: readonly InventoryKind[],
    signal: AbortSignal,
  ): Promise<InventorySnapshot> {
    for (const kind of inventoryKinds) {
      if (!kinds.includes(kind)) this.#watches.end(client, kind);
    }
    const lists = await Promise.all(
      [...new Set(kinds)].map(async (kind) => [kind, await this.#open(client, kind, signal)]),
    );
    return Object.fromEntries(lists) as InventorySnapshot;
  }

  async #open<K extends InventoryKind>(
    client: Client,
    kind: K,
    signal: AbortSignal,
  ): Promise<readonly InventoryItems[K][]> {
    // Opened anew even if it is there: the answer and what follows it must be of one piece.
    const first = await answerThenFollow<InventoryChange>({
      subscribe: (listener) => this.#inventory.watch(kind, listener),
      follow: (change) => {
        client.notify(inventoryChanged, change);
      },
      hold: (subscription) => {
        this.#watches.set(client, kind, subscription);
      },
      signal,
    });
    return first.upserted as readonly InventoryItems[K][];
  }
}
