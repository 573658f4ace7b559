import { metricsUsageChanged, type ContainerUsage } from '#shared/protocol/metrics';
import { UsageWatch, type UsageWatchOptions } from '../metrics/usage/usage-watch.ts';
import type { Client } from './client.ts';
import { ClientSlots } from './slots.ts';

/** Which clients show in passing what containers use. */
export class UsageWatches {
  readonly #source: Omit<UsageWatchOptions, 'onChange'>;
  readonly #watches = new ClientSlots<'usage'>();

  constructor(source: Omit<UsageWatchOptions, 'onChange'>) {
    this.#source = source;
  }

  /** Nothing is known before the first readings, which come as a change. */
  watch(client: Client, watch: boolean): readonly ContainerUsage[] {
    if (!watch) {
      this.#watches.end(client, 'usage');
      return [];
    }
    const subscription = new UsageWatch({
      ...this.#source,
      onChange: (change) => {
        client.notify(metricsUsageChanged, change);
      },
    });
    this.#watches.set(client, 'usage', subscription);
    return [];
  }
}
