import { toDisposable, type Disposable } from '../base/disposable.ts';
import type { Client } from './client.ts';

/** One disposable for each client and key; it ends when it is replaced, or with the client. */
export class ClientSlots<Key extends string> {
  readonly #slots = new WeakMap<Client, Map<Key, Disposable>>();

  keys(client: Client): readonly Key[] {
    return [...(this.#slots.get(client)?.keys() ?? [])];
  }

  has(client: Client, key: Key): boolean {
    return this.#slots.get(client)?.has(key) ?? false;
  }

  set(client: Client, key: Key, item: Disposable): void {
    this.end(client, key);
    this.#of(client).set(key, item);
  }

  end(client: Client, key: Key): void {
    const slots = this.#slots.get(client);
    const item = slots?.get(key);
    slots?.delete(key);
    item?.dispose();
  }

  #of(client: Client): Map<Key, Disposable> {
    const known = this.#slots.get(client);
    if (known !== undefined) return known;
    const slots = new Map<Key, Disposable>();
    this.#slots.set(client, slots);
    client.lifetime.add(
      toDisposable(() => {
        for (const item of slots.values()) item.dispose();
        slots.clear();
      }),
    );
    return slots;
  }
}
