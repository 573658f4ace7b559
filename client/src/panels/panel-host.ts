import type * as vscode from 'vscode';
import type * as z from 'zod/mini';
import type { PanelState } from '#shared/panels/panel';
import { engineChanged, type EngineState } from '#shared/protocol/engine';
import type { StreamId } from '#shared/protocol/ids';
import type { ServerNotification } from '#shared/protocol/message';
import type { OpenPanel, PanelContext, PanelServer } from './host.ts';
import { pageHtml, webviewRoot } from './html.ts';
import type { PagePlace } from './page-place.ts';
import { PanelStream, type StreamPort, type StreamSink } from './panel-stream.ts';

export interface OfStream {
  readonly streamId: StreamId;
}

/** Every panel's page says at least these two; a kind of panel may add its own. */
export interface PageMessage {
  readonly kind: string;
}

/** What a session answers its page with. */
export interface PanelPort {
  readonly server: PanelServer;
  /** Of the stream that is open now. */
  readonly streamId: StreamId | undefined;
  /** The group of editors that the panel is in, if it is in one. */
  readonly viewColumn: vscode.ViewColumn | undefined;
  /** Opens the stream anew: it is to be of something else. */
  readonly reopen: () => void;
  /** Says something to the page, as long as it is there. */
  readonly post: (message: unknown) => void;
}

/** What makes one panel: its data, and the messages between its page and the server. */
export interface PanelSession<
  Opened extends OfStream,
  Received extends OfStream,
  Message extends PageMessage,
> {
  readonly title: string;
  /** Comes back through the page's saved state after a reload of the window. */
  readonly restore: unknown;
  readonly toHost: z.ZodMiniType<Message>;
  readonly received: ServerNotification<Received>;
  port(server: PanelServer): StreamPort<Opened>;
  openedMessage(opened: Opened): unknown;
  receivedMessage(received: Received): unknown;
  /** For messages other than `ready` and `retry`. */
  readonly handle?: (message: Message, panel: PanelPort) => void;
}

/** Ties a page to a stream: open while the page is there and visible, closed otherwise. */
export class PanelHost<
  Opened extends OfStream,
  Received extends OfStream,
  Message extends PageMessage,
> implements OpenPanel {
  readonly #place: PagePlace;
  readonly #session: PanelSession<Opened, Received, Message>;
  readonly #stream: PanelStream<Opened, Received>;
  readonly #port: PanelPort;
  readonly #subscriptions: vscode.Disposable[];
  /** The page has said that it listens; a hidden panel has no page. */
  #ready = false;

  constructor(
    place: PagePlace,
    context: PanelContext,
    options: {
      readonly bundle: string;
      /** What the page is told apart from others by. */
      readonly of: string;
      readonly session: PanelSession<Opened, Received, Message>;
      readonly onDisposed?: () => void;
    },
  ) {
    const { bundle, of, session, onDisposed } = options;
    const { server, extensionUri } = context;
    this.#place = place;
    this.#session = session;
    this.#stream = new PanelStream(session.port(server), this.#sink());
    this.#port = this.#portOf(server);
    this.#subscriptions = [
      place.webview.onDidReceiveMessage((message) => {
        this.#take(message);
      }),
      place.onDidHide(() => {
        this.#rest();
      }),
      place.onDidDispose(() => {
        this.dispose();
        onDisposed?.();
      }),
      server.onNotification(session.received, (received) => {
        this.#stream.receive(received);
      }),
      server.onNotification(engineChanged, (state) => {
        this.#engineChanged(state);
      }),
      server.onRestarted(() => {
        if (this.#ready) void this.#stream.start();
      }),
    ];
    place.webview.options = {
      enableScripts: true,
      localResourceRoots: [webviewRoot(extensionUri)],
    };
    place.webview.html = pageHtml({ webview: place.webview, extensionUri, bundle, of });
  }

  get isActive(): boolean {
    return this.#place.isActive;
  }

  get subject(): unknown {
    return this.#session.restore;
  }

  reveal(): void {
    this.#place.reveal();
  }

  /** Lets go of the page, which stays where it is. */
  dispose(): void {
    this.#rest();
    for (const subscription of this.#subscriptions) subscription.dispose();
  }

  #portOf(server: PanelServer): PanelPort {
    const [stream, place] = [this.#stream, this.#place];
    return {
      server,
      get streamId() {
        return stream.streamId;
      },
      get viewColumn() {
        return place.viewColumn;
      },
      reopen: () => {
        if (this.#ready) void stream.start();
      },
      post: (message) => {
        this.#post(message);
      },
    };
  }

  #sink(): StreamSink<Opened, Received> {
    return {
      state: (state) => {
        this.#post({ kind: 'state', state });
      },
      opened: (opened) => {
        this.#post(this.#session.openedMessage(opened));
      },
      received: (received) => {
        this.#post(this.#session.receivedMessage(received));
      },
    };
  }

  #take(raw: unknown): void {
    const message = this.#session.toHost.safeParse(raw).data;
    if (message === undefined) return;
    if (message.kind === 'ready') this.#begin();
    else if (message.kind === 'retry') void this.#stream.start();
    else this.#session.handle?.(message, this.#port);
  }

  #begin(): void {
    this.#ready = true;
    this.#post({ kind: 'init', title: this.#session.title, restore: this.#session.restore });
    void this.#stream.start();
  }

  #rest(): void {
    this.#ready = false;
    this.#stream.stop();
  }

  #engineChanged(state: EngineState): void {
    if (!this.#ready) return;
    if (state.kind === 'connected') {
      if (!this.#stream.isWanted) void this.#stream.start();
      return;
    }
    if (state.kind === 'searching') return;
    // What an engine that is gone was streaming has ended: it starts anew when the engine is back.
    this.#stream.stop();
    this.#post({ kind: 'state', state: unavailable(state.fault) });
  }

  #post(message: unknown): void {
    if (this.#ready) void this.#place.webview.postMessage(message);
  }
}

const unavailable = (fault: { readonly message: string; readonly remedy: string }): PanelState => ({
  kind: 'unavailable',
  message: fault.message,
  hint: fault.remedy,
});
