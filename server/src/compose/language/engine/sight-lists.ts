import {
  inventoryKinds,
  type InventoryItems,
  type InventoryKind,
} from '#shared/protocol/inventory';
import { DisposableStore } from '../../../base/disposable.ts';
import type { Disposable } from '../../../base/disposable.ts';
import type { Inventory } from '../../../inventory/contract.ts';

type Lists = { readonly [K in InventoryKind]: readonly InventoryItems[K][] };

interface Kept {
  readonly items: Map<string, unknown>;
  /** The same as a list, until one of them changes. */
  list: readonly unknown[] | undefined;
  /** Whether the whole list has been heard. */
  heard: boolean;
}

/** The four lists of the engine, patched as their changes come. */
export class SightLists implements Disposable {
  readonly #kept = new Map<InventoryKind, Kept>();
  readonly #lifetime = new DisposableStore();

  constructor(inventory: Inventory, onChange: (kind: InventoryKind) => void) {
    for (const kind of inventoryKinds) {
      const kept: Kept = { items: new Map(), list: undefined, heard: false };
      this.#kept.set(kind, kept);
      this.#lifetime.add(
        inventory.watch(kind, ({ reset, upserted, removed }) => {
          if (reset) kept.items.clear();
          kept.heard ||= reset;
          kept.list = undefined;
          for (const item of upserted) kept.items.set(idOf(item), item);
          for (const id of removed) kept.items.delete(id);
          onChange(kind);
        }),
      );
    }
  }

  /** `undefined` until all of them are there. */
  get all(): Lists | undefined {
    const kept = [...this.#kept];
    if (kept.some(([, { heard }]) => !heard)) return undefined;
    // What is kept of a kind came from the list of that kind.
    return Object.fromEntries(
      kept.map(([kind, each]) => [kind, (each.list ??= [...each.items.values()])]),
    ) as unknown as Lists;
  }

  /** Another engine, or the same after a gap: its lists are still to come. */
  forget(): void {
    for (const kept of this.#kept.values()) kept.heard = false;
  }

  dispose(): void {
    this.#lifetime.dispose();
  }
}

/** Volumes have no id but their name. */
const idOf = (item: InventoryItems[InventoryKind]): string => ('id' in item ? item.id : item.name);
