import { randomUUID } from 'node:crypto';
import { streamId, type StreamId } from '#shared/protocol/ids';
import { toDisposable, type Disposable } from '../base/disposable.ts';
import { HyperBoxError } from '../base/error.ts';
import type { Client } from './client.ts';

interface Entry<Stream> {
  readonly client: Client;
  readonly stream: Stream;
  readonly end: Disposable;
}

/** Streams that clients opened, by id. A client reaches its own only, and they end with it. */
export class ClientStreams<Stream extends Disposable> {
  readonly #entries = new Map<StreamId, Entry<Stream>>();
  readonly #noun: string;

  /** `noun` is for messages: "terminal". */
  constructor(noun: string) {
    this.#noun = noun;
  }

  newId(): StreamId {
    return streamId.parse(randomUUID());
  }

  add(client: Client, id: StreamId, stream: Stream): void {
    const end = toDisposable(() => {
      this.#entries.delete(id);
      stream.dispose();
    });
    this.#entries.set(id, { client, stream, end });
    client.lifetime.add(end);
  }

  /** Throws `not-found` for one that has ended or is another client's. */
  get(client: Client, id: StreamId): Stream {
    const entry = this.#entries.get(id);
    if (entry?.client === client) return entry.stream;
    throw new HyperBoxError('not-found', `There is no open ${this.#noun} with the id ${id}.`);
  }

  /** Closing one that has ended by itself has succeeded. */
  close(client: Client, id: StreamId): void {
    const entry = this.#entries.get(id);
    if (entry?.client === client) client.lifetime.delete(entry.end);
  }
}
