import type { WindowItem } from './model/window-item.ts';

/** The rows that are in the document; those that stay in sight keep their element. */
export class RowPool {
  readonly #container: HTMLElement;
  readonly #make: (item: WindowItem) => HTMLElement;
  #made = new Map<WindowItem, HTMLElement>();
  #items = new WeakMap<Element, WindowItem>();

  constructor(container: HTMLElement, make: (item: WindowItem) => HTMLElement) {
    this.#container = container;
    this.#make = make;
  }

  get items(): Iterable<WindowItem> {
    return this.#made.keys();
  }

  elementOf(item: WindowItem): HTMLElement | undefined {
    return this.#made.get(item);
  }

  /** The item whose row has this element in it. */
  itemOf(target: EventTarget | null): WindowItem | undefined {
    const row = target instanceof Element ? target.closest('.row') : null;
    return row === null ? undefined : this.#items.get(row);
  }

  /** A selection in rows that stay, and their layout, survive. */
  place(items: readonly WindowItem[]): void {
    const kept = new Map<WindowItem, HTMLElement>();
    for (const item of items) kept.set(item, this.#made.get(item) ?? this.#new(item));
    for (const [item, row] of this.#made) if (!kept.has(item)) row.remove();
    let next = this.#container.firstChild;
    for (const row of kept.values()) {
      if (row === next) next = row.nextSibling;
      else this.#container.insertBefore(row, next);
    }
    this.#made = kept;
  }

  /** All rows are made anew when they are placed next: they look different now. */
  clear(): void {
    this.#made = new Map();
    this.#container.replaceChildren();
  }

  #new(item: WindowItem): HTMLElement {
    const row = this.#make(item);
    this.#items.set(row, item);
    return row;
  }
}
