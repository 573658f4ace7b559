import type { InventoryChange, InventoryItems, InventoryKind } from '#shared/protocol/inventory';
import type { Disposable } from '../base/disposable.ts';

/**
 * The engine's lists, kept up by its events. A list is read when somebody first watches it and kept
 * for as long as somebody does; nobody watching means no work.
 */
export interface Inventory extends Disposable {
  /** The list as it is now; empty while no engine is connected. */
  list<K extends InventoryKind>(kind: K): Promise<readonly InventoryItems[K][]>;
  /**
   * Calls back for each change from now on. The listener first hears a `reset` with the whole list,
   * and again whenever the engine was switched, lost (an empty list) or came back.
   */
  watch<K extends InventoryKind>(
    kind: K,
    listener: (change: Extract<InventoryChange, { readonly kind: K }>) => void,
  ): Disposable;
}
