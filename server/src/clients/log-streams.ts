import type { StreamId } from '#shared/protocol/ids';
import {
  logsEnded,
  logsReceived,
  type LocatedPlace,
  type LogAddress,
  type LogsRequest,
} from '#shared/protocol/logs';
import type { Locator, NamedPlace } from '../logs/locate/locator.ts';
import type { LogStream } from '../logs/log-stream.ts';
import type { Logs } from '../logs/logs.ts';
import type { Client } from './client.ts';
import { ClientStreams } from './streams.ts';

interface OfSource {
  readonly streamId: StreamId;
  readonly source: string;
}

/** The logs that clients follow. */
export class LogStreams {
  readonly #logs: Logs;
  readonly #locator: Locator;
  readonly #requests = new WeakMap<LogStream, LogsRequest>();
  readonly #streams = new ClientStreams<LogStream>('log');

  constructor(logs: Logs, locator: Locator) {
    this.#logs = logs;
    this.#locator = locator;
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
    this.#requests.set(stream, request);
    // The client has to know the id before the first lines of it come.
    setImmediate(() => {
      stream.start();
    });
    return { streamId, sources: stream.sources };
  }

  /** The file of the workspace that a source of a stream names. */
  async locate(
    client: Client,
    { streamId, source, ...place }: NamedPlace & OfSource,
    signal: AbortSignal,
  ): Promise<LocatedPlace> {
    return this.#locator.locate({ ...this.#request(client, streamId), source }, place, signal);
  }

  /** What an address that a source of a stream prints is on this machine. */
  async address(
    client: Client,
    { streamId, source, url }: { readonly url: string } & OfSource,
    signal: AbortSignal,
  ): Promise<LogAddress> {
    return this.#locator.address({ ...this.#request(client, streamId), source }, url, signal);
  }

  close(client: Client, streamId: StreamId): void {
    this.#streams.close(client, streamId);
  }

  #request(client: Client, streamId: StreamId): LogsRequest {
    const request = this.#requests.get(this.#streams.get(client, streamId));
    if (request === undefined) throw new Error('A log was opened without a request.');
    return request;
  }
}
