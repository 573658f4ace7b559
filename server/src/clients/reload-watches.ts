import { reloadsChanged, type ReloadItem, type ReloadsChange } from '#shared/protocol/reload';
import type { Event } from '../base/emitter.ts';
import type { Client } from './client.ts';
import { ClientSlots } from './slots.ts';

interface Rows {
  readonly rows: readonly ReloadItem[];
  readonly onDidChange: Event<ReloadsChange>;
}

/** Which clients look at the timeline of reloads. */
export class ReloadWatches {
  readonly #timeline: Rows;
  readonly #watches = new ClientSlots<'reloads'>();

  constructor(timeline: Rows) {
    this.#timeline = timeline;
  }

  watch(client: Client, watch: boolean): readonly ReloadItem[] {
    if (!watch) {
      this.#watches.end(client, 'reloads');
      return [];
    }
    const subscription = this.#timeline.onDidChange((change) => {
      client.notify(reloadsChanged, change);
    });
    this.#watches.set(client, 'reloads', subscription);
    return this.#timeline.rows;
  }
}
