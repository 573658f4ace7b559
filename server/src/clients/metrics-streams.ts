import type { StreamId } from '#shared/protocol/ids';
import type { ResultOf } from '#shared/protocol/message';
import { metricsSampled, type metricsOpen, type MetricsTarget } from '#shared/protocol/metrics';
import type { MetricsStream } from '../metrics/metrics-stream.ts';
import type { Metrics } from '../metrics/metrics.ts';
import type { Client } from './client.ts';
import { ClientStreams } from './streams.ts';

/** The metrics that clients look at. */
export class MetricsStreams {
  readonly #metrics: Metrics;
  readonly #streams = new ClientStreams<MetricsStream>('metrics view');

  constructor(metrics: Metrics) {
    this.#metrics = metrics;
  }

  async open(client: Client, target: MetricsTarget): Promise<ResultOf<typeof metricsOpen>> {
    const streamId = this.#streams.newId();
    const { stream, ...opened } = await this.#metrics.openDashboard(target, (tick) => {
      client.notify(metricsSampled, { streamId, ...tick });
    });
    this.#streams.add(client, streamId, stream);
    // The client has to know the id before the first readings of it come.
    setImmediate(() => {
      stream.start();
    });
    return { streamId, ...opened };
  }

  close(client: Client, streamId: StreamId): void {
    this.#streams.close(client, streamId);
  }
}
