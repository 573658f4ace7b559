import type { Reading } from './reading.ts';

export interface ReadingItem {
  readonly element: HTMLElement;
  show(reading: Reading, options: { readonly drawn: boolean }): void;
}

/**
 * Cards or rows, one a container, in order. Those out of sight keep their texts, which readers and
 * searches find, but what is drawn is drawn for those in sight only.
 */
export class Items {
  readonly #parent: HTMLElement;
  readonly #make: (reading: Reading) => ReadingItem;
  readonly #items = new Map<string, ReadingItem>();
  readonly #inSight = new Set<Element>();
  readonly #sight = new IntersectionObserver((entries) => {
    for (const { target, isIntersecting } of entries) {
      if (isIntersecting) this.#inSight.add(target);
      else this.#inSight.delete(target);
    }
  });

  constructor(parent: HTMLElement, make: (reading: Reading) => ReadingItem) {
    this.#parent = parent;
    this.#make = make;
  }

  show(readings: readonly Reading[]): void {
    const ids = new Set(readings.map(({ track }) => track.id));
    for (const [id, { element }] of this.#items) {
      if (ids.has(id)) continue;
      element.remove();
      this.#sight.unobserve(element);
      this.#inSight.delete(element);
      this.#items.delete(id);
    }
    readings.forEach((reading, index) => {
      const item = this.#itemOf(reading);
      item.show(reading, { drawn: this.#inSight.has(item.element) });
      const there = this.#parent.children[index];
      if (there !== item.element) this.#parent.insertBefore(item.element, there ?? null);
    });
  }

  #itemOf(reading: Reading): ReadingItem {
    const there = this.#items.get(reading.track.id);
    if (there !== undefined) return there;
    const item = this.#make(reading);
    this.#items.set(reading.track.id, item);
    this.#sight.observe(item.element);
    // Until the observer has looked: what is new is drawn at once.
    this.#inSight.add(item.element);
    return item;
  }
}
