import * as vscode from 'vscode';
import {
  inventoryChanged,
  inventoryWatch,
  type InventoryChange,
  type InventoryItems,
  type InventoryKind,
  type InventorySnapshot,
} from '#shared/protocol/inventory';
import { CountedSet } from './counted-set.ts';
import { KeyedList } from './keyed-list.ts';
import { OneAsking } from './one-asking.ts';
import type { StoreContext } from './store-context.ts';

type Lists = { readonly [K in InventoryKind]: KeyedList<InventoryItems[K]> };

/** What is on the engine, as far as somebody looks at it. */
export class InventoryStore implements vscode.Disposable {
  readonly #context: StoreContext;
  readonly #changed = new vscode.EventEmitter<InventoryKind>();
  readonly #wanted = new CountedSet<InventoryKind>();
  readonly #known = new Set<InventoryKind>();
  readonly #subscriptions: vscode.Disposable[];
  readonly #asking = new OneAsking(() => this.#send());
  readonly #lists: Lists = {
    containers: new KeyedList((item) => item.id),
    images: new KeyedList((item) => item.id),
    volumes: new KeyedList((item) => item.name),
    networks: new KeyedList((item) => item.id),
  };

  readonly onDidChange = this.#changed.event;

  constructor(context: StoreContext) {
    this.#context = context;
    this.#subscriptions = [
      context.server.on(inventoryChanged, (change) => {
        this.#apply(change);
      }),
      context.server.onDidStart(() => {
        if (this.#wanted.values.length > 0) this.resync();
      }),
    ];
  }

  items<K extends InventoryKind>(kind: K): readonly InventoryItems[K][] {
    return this.#lists[kind].items;
  }

  get<K extends InventoryKind>(kind: K, key: string): InventoryItems[K] | undefined {
    return this.#lists[kind].get(key);
  }

  /** Whether the list says what is there; before that it is empty. */
  knows(kind: InventoryKind): boolean {
    return this.#known.has(kind);
  }

  /** Keeps lists up until disposed. */
  watch(kinds: readonly InventoryKind[]): vscode.Disposable {
    const isNew = kinds.map((kind) => this.#wanted.add(kind)).some(Boolean);
    if (isNew) this.resync();
    return new vscode.Disposable(() => {
      const isGone = kinds.map((kind) => this.#wanted.delete(kind)).some(Boolean);
      if (isGone) this.resync();
    });
  }

  /** The lists as they are now, for a question asked once. */
  async read<K extends InventoryKind>(kind: K): Promise<readonly InventoryItems[K][]> {
    const watch = this.watch([kind]);
    try {
      await this.settled();
      return this.items(kind);
    } finally {
      watch.dispose();
    }
  }

  /** Resolves when everything that is wanted has been asked for and answered. */
  settled(): Promise<void> {
    return this.#asking.settled();
  }

  /** Says anew what is wanted; several calls in one turn are one message. */
  resync(): void {
    this.#asking.begin();
  }

  async #send(): Promise<void> {
    let sent: readonly InventoryKind[] | undefined;
    // Wishes that change while an answer is under way are sent after it, never beside it.
    while (sent?.join() !== this.#wanted.values.join()) {
      sent = this.#wanted.values;
      if (!this.#context.isTrusted()) return;
      try {
        this.#adopt(await this.#context.server.send(inventoryWatch, { kinds: [...sent] }), sent);
      } catch (error) {
        this.#context.log.warn('The lists of the engine could not be read', error);
        this.#adopt({}, sent);
      }
    }
  }

  #adopt(snapshot: InventorySnapshot, kinds: readonly InventoryKind[]): void {
    this.#known.clear();
    for (const kind of kinds) {
      this.#replace(kind, snapshot[kind]);
      this.#known.add(kind);
    }
    for (const kind of kinds) this.#changed.fire(kind);
  }

  #replace<K extends InventoryKind>(kind: K, items: InventorySnapshot[K]): void {
    const list: KeyedList<InventoryItems[K]> = this.#lists[kind];
    list.replace(items ?? []);
  }

  #apply(change: InventoryChange): void {
    // The list's own type follows its kind; TypeScript cannot see that over the union.
    const list = this.#lists[change.kind] as KeyedList<InventoryItems[InventoryKind]>;
    if (change.reset) list.replace(change.upserted);
    else list.patch(change.upserted, change.removed);
    this.#changed.fire(change.kind);
  }

  dispose(): void {
    for (const subscription of this.#subscriptions) subscription.dispose();
    this.#changed.dispose();
  }
}
