import { metricsPressureChanged, type HostPressure } from '#shared/protocol/metrics';
import { PressureWatch, type PressureWatchOptions } from '../metrics/usage/pressure-watch.ts';
import type { Client } from './client.ts';
import { ClientSlots } from './slots.ts';

const nobodyLooks: HostPressure = {
  pressure: { kind: 'unavailable', reason: 'It is not watched.' },
  advice: [],
};

/** Which clients show how the engine's machine fares. */
export class PressureWatches {
  readonly #source: Omit<PressureWatchOptions, 'onChange'>;
  readonly #watches = new ClientSlots<'pressure'>();

  constructor(source: Omit<PressureWatchOptions, 'onChange'>) {
    this.#source = source;
  }

  watch(client: Client, watch: boolean): Promise<HostPressure> {
    if (!watch) {
      this.#watches.end(client, 'pressure');
      return Promise.resolve(nobodyLooks);
    }
    const own = new PressureWatch({
      ...this.#source,
      onChange: (host) => {
        client.notify(metricsPressureChanged, host);
      },
    });
    this.#watches.set(client, 'pressure', own);
    return own.now();
  }
}
