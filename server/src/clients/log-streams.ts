import type { StreamId } from '#shared/protocol/ids';
import { logsEnded, logsReceived, type LogsRequest } from '#shared/protocol/logs';
import type { LogStream } from '../logs/log-stream.ts';
import type { Logs } from '../logs/logs.ts';
import type { Client } from './client.ts';
import { ClientStreams } from './streams.ts';

/** The logs that clients follow. */
export class LogStreams {
  readonly #logs: Logs;
  readonly #streams = new ClientStreams<LogStream>('log');

  constructor(logs: Logs) {
    this.#logs = logs;
  }

  async open(
    client: Client,
    request: LogsRequest,
  ): Promise<{ readonly streamId: StreamId; readonly sources: readonly string[] }> {
    const streamId = this.#streams.newId();
    const stream = await this.#logs.open(request, {
      onBatch: (batch) => {
        client.notify(logsReceived, { streamId, ...batch });
      },
      onEnd: () => {
        client.notify(logsEnded, { streamId });
        this.#streams.close(client, streamId);
      },
    });
    this.#streams.add(client, streamId, stream);
    // The client has to know the id before the first lines of it come.
    setImmediate(() => {
      stream.start();
    });
    return { streamId, sources: stream.sources };
  }

  close(client: Client, streamId: StreamId): void {
    this.#streams.close(client, streamId);
  }
}
