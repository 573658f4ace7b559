import type { ContainerId } from '#shared/protocol/ids';
import type { ContainerItem } from '#shared/protocol/inventory';
import type { Disposable } from '../base/disposable.ts';
import type { History } from './history/history.ts';
import { placeOf, type Place } from './place.ts';
import { StatsFeed, type StatsFeedDependencies } from './stats-feed.ts';

/** One feed of readings for each container that somebody looks at or has looked at. */
export class Feeds implements Disposable {
  readonly #dependencies: StatsFeedDependencies & { readonly history: History };
  readonly #feeds = new Map<ContainerId, StatsFeed>();
  readonly #places = new Map<ContainerId, Place>();

  constructor(dependencies: StatsFeedDependencies & { readonly history: History }) {
    this.#dependencies = dependencies;
  }

  of(item: ContainerItem): StatsFeed {
    this.#places.set(item.id, placeOf(item));
    return this.byId(item.id);
  }

  /** What it reads is kept from when it is known whose it is. */
  byId(id: ContainerId): StatsFeed {
    const known = this.#feeds.get(id);
    if (known !== undefined) return known;
    const feed = new StatsFeed(id, {
      ...this.#dependencies,
      onSample: (sample) => {
        const place = this.#places.get(id);
        if (place !== undefined) this.#dependencies.history.add(place, id, sample);
      },
    });
    this.#feeds.set(id, feed);
    return feed;
  }

  /** Forgets all but these, which are the containers that there are. */
  keep(present: ReadonlySet<ContainerId>): void {
    for (const [id, feed] of this.#feeds) {
      if (present.has(id)) continue;
      feed.dispose();
      this.#feeds.delete(id);
      this.#places.delete(id);
    }
  }

  dispose(): void {
    this.keep(new Set());
  }
}
