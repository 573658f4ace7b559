import type { PanelState } from '#shared/panels/panel';
import { engineChanged, type EngineState } from '#shared/protocol/engine';
import type { StreamId } from '#shared/protocol/ids';
import {
  logsClose,
  logsOpen,
  logsReceived,
  type LogLine,
  type LogsTarget,
} from '#shared/protocol/logs';
import type { PanelServer } from '../panels/host.ts';
import { PanelStream } from '../panels/panel-stream.ts';
import { ShownLines } from './shown-lines.ts';

/** Lines of history that it begins with. */
const tail = 1_000;

/** Who shows the lines. */
export interface LogView {
  readonly onSources: (sources: readonly string[]) => void;
  readonly onLines: (lines: readonly LogLine[], dropped: number) => void;
  readonly onState: (state: PanelState) => void;
}

interface Received {
  readonly streamId: StreamId;
  readonly lines: readonly LogLine[];
  readonly dropped: number;
}

/** The lines of a target for as long as somebody looks; whoever looks again sees what came meanwhile. */
export class LogFeed {
  readonly #stream: PanelStream<
    { readonly streamId: StreamId; readonly sources: readonly string[] },
    Received
  >;
  readonly #shown = new ShownLines();
  readonly #subscriptions: readonly { dispose(): void }[];
  #isWatched = false;

  constructor(server: PanelServer, target: LogsTarget, view: LogView) {
    this.#stream = new PanelStream(
      {
        open: () => {
          const { sinceMs } = this.#shown;
          const from = sinceMs === undefined ? { tail } : { sinceMs };
          return server.request(logsOpen, { target, keep: true, ...from });
        },
        close: (streamId) => server.request(logsClose, { streamId }),
      },
      {
        opened: ({ sources }) => {
          view.onSources(sources);
        },
        received: ({ lines, dropped }) => {
          const fresh = this.#shown.take(lines);
          if (fresh.length > 0 || dropped > 0) view.onLines(fresh, dropped);
        },
        state: view.onState,
      },
    );
    this.#subscriptions = [
      server.onNotification(logsReceived, (received) => {
        this.#stream.receive(received);
      }),
      server.onNotification(engineChanged, (state) => {
        this.#engineChanged(state);
      }),
      server.onRestarted(() => {
        if (this.#isWatched) void this.#stream.start();
      }),
    ];
  }

  /** Of the stream that is open now. */
  get streamId(): StreamId | undefined {
    return this.#stream.streamId;
  }

  start(): void {
    if (this.#isWatched) return;
    this.#isWatched = true;
    void this.#stream.start();
  }

  stop(): void {
    this.#isWatched = false;
    this.#stream.stop();
  }

  dispose(): void {
    this.stop();
    for (const subscription of this.#subscriptions) subscription.dispose();
  }

  /** What an engine that is gone was streaming has ended: it begins anew when the engine is back. */
  #engineChanged({ kind }: EngineState): void {
    if (!this.#isWatched || kind === 'searching') return;
    if (kind !== 'connected') this.#stream.stop();
    else if (!this.#stream.isWanted) void this.#stream.start();
  }
}
