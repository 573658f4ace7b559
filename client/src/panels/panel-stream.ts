import type { PanelState } from '#shared/panels/panel';
import type { StreamId } from '#shared/protocol/ids';
import { stateOfError } from './state-of-error.ts';

interface OfStream {
  readonly streamId: StreamId;
}

/** How one kind of stream is opened and closed at the server. */
export interface StreamPort<Opened extends OfStream> {
  open(): Promise<Opened>;
  close(streamId: StreamId): Promise<unknown>;
}

/** Where a stream ends up: the page, when it is there to see it. */
export interface StreamSink<Opened, Received> {
  state(state: PanelState): void;
  opened(opened: Opened): void;
  received(received: Received): void;
}

/** What may arrive before the answer to `open`; more than this is not waited for. */
const earlyLimit = 100;

/** One live stream of a panel: at most one is open at the server, and none when it is stopped. */
export class PanelStream<Opened extends OfStream, Received extends OfStream> {
  readonly #port: StreamPort<Opened>;
  readonly #sink: StreamSink<Opened, Received>;
  /** Counts starts and stops, so that an answer that comes too late is known as such. */
  #turn = 0;
  #streamId: StreamId | undefined;
  #early: Received[] | undefined;

  constructor(port: StreamPort<Opened>, sink: StreamSink<Opened, Received>) {
    this.#port = port;
    this.#sink = sink;
  }

  /** Of the stream that is open now. */
  get streamId(): StreamId | undefined {
    return this.#streamId;
  }

  get isWanted(): boolean {
    return this.#streamId !== undefined || this.#early !== undefined;
  }

  /** Opens a fresh stream in place of the one there was. */
  async start(): Promise<void> {
    this.stop();
    const turn = this.#turn;
    this.#early = [];
    this.#sink.state({ kind: 'connecting' });
    try {
      const opened = await this.#port.open();
      if (turn === this.#turn) this.#begin(opened);
      else await this.#close(opened.streamId);
    } catch (error) {
      if (turn !== this.#turn) return;
      this.#early = undefined;
      this.#sink.state(stateOfError(error));
    }
  }

  /** Takes every notification of this kind and keeps what is for this stream. */
  receive(received: Received): void {
    if (received.streamId === this.#streamId) this.#sink.received(received);
    else if (this.#early !== undefined && this.#early.length < earlyLimit) {
      this.#early.push(received);
    }
  }

  stop(): void {
    this.#turn++;
    this.#early = undefined;
    const streamId = this.#streamId;
    this.#streamId = undefined;
    if (streamId !== undefined) void this.#close(streamId);
  }

  #begin(opened: Opened): void {
    const early = this.#early ?? [];
    this.#early = undefined;
    this.#streamId = opened.streamId;
    this.#sink.opened(opened);
    for (const received of early) this.receive(received);
    this.#sink.state({ kind: 'live' });
  }

  async #close(streamId: StreamId): Promise<void> {
    try {
      await this.#port.close(streamId);
    } catch {
      // The server that held the stream is gone, and the stream with it.
    }
  }
}
