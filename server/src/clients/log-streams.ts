import type { StreamId } from '#shared/protocol/ids';
import {
  logsEnded,
  logsReceived,
  type LocatedPlace,
  type LogAddress,
  type LogsOpened,
  type LogsRequest,
} from '#shared/protocol/logs';
import { HyperBoxError } from '../base/error.ts';
import type { Locator, NamedPlace } from '../logs/locate/locator.ts';
import type { LogStream } from '../logs/log-stream.ts';
import type { LogServices } from '../log-services.ts';
import { KeptStream } from '../logs/views/kept-stream.ts';
import type { Client } from './client.ts';
import { ClientStreams } from './streams.ts';

interface OfSource {
  readonly streamId: StreamId;
  readonly source: string;
}

/** The logs that clients follow. */
export class LogStreams {
  readonly #logs: LogServices;
  readonly #locator: Locator;
  readonly #requests = new WeakMap<LogStream | KeptStream, LogsRequest>();
  readonly #streams = new ClientStreams<LogStream | KeptStream>('log');

  constructor(logs: LogServices, locator: Locator) {
    this.#logs = logs;
    this.#locator = locator;
  }

  async open(client: Client, request: LogsRequest): Promise<LogsOpened> {
    const streamId = this.#streams.newId();
    const stream = await this.#logs.logs.open(request, {
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
    return { streamId, sources: stream.sources.map(({ key }) => key), origins: stream.sources };
  }

  /** A stream whose lines are kept; throws `invalid-input` for any other. */
  kept(client: Client, streamId: StreamId): KeptStream {
    const stream = this.#streams.get(client, streamId);
    if (stream instanceof KeptStream) return stream;
    throw new HyperBoxError('invalid-input', 'Nothing of this log is kept.', {
      hint: 'Open it with "keep".',
    });
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

  /** What was kept of streams that are closed is on disk. */
  settled(): Promise<void> {
    return this.#logs.settled();
  }

  #request(client: Client, streamId: StreamId): LogsRequest {
    const request = this.#requests.get(this.#streams.get(client, streamId));
    if (request === undefined) throw new Error('A log was opened without a request.');
    return request;
  }
}
