import * as vscode from 'vscode';
import type { LanguageClient } from 'vscode-languageclient/node';
import type * as z from 'zod/mini';
import type {
  NotificationMessage,
  RequestMessage,
  ServerNotification,
} from '#shared/protocol/message';
import { toRequestFailure } from './request-failure.ts';

export interface SendOptions {
  readonly token?: vscode.CancellationToken;
}

/** The one way to the server: typed by the protocol's constants. */
export interface Server {
  /** Rejects with a `RequestFailure`. Waits while the server starts. */
  send<Schema extends z.ZodMiniType, Result>(
    message: RequestMessage<Schema, Result>,
    params: z.infer<Schema>,
    options?: SendOptions,
  ): Promise<Result>;
  /** Never rejects: what cannot be delivered is logged and forgotten. */
  notify<Schema extends z.ZodMiniType>(
    message: NotificationMessage<Schema>,
    params: z.infer<Schema>,
  ): void;
  on<Params>(
    message: ServerNotification<Params>,
    listener: (params: Params) => void,
  ): vscode.Disposable;
  /** Fires at the first start and at each restart: whatever was watched must be watched again. */
  readonly onDidStart: vscode.Event<void>;
  readonly hasStarted: boolean;
}

/** Makes the client and starts it; `onRunning` is called whenever the server is up. */
export type StartClient = (onRunning: (client: LanguageClient) => void) => Promise<LanguageClient>;

/** Starts the server when it is first needed, which in a window without a folder may be never. */
export class ServerConnection implements Server, vscode.Disposable {
  readonly #start: StartClient;
  readonly #log: vscode.LogOutputChannel;
  readonly #started = new vscode.EventEmitter<void>();
  readonly #listeners = new Map<string, Set<(params: unknown) => void>>();
  #client: Promise<LanguageClient> | undefined;
  #hasStarted = false;

  readonly onDidStart = this.#started.event;

  constructor(start: StartClient, log: vscode.LogOutputChannel) {
    this.#start = start;
    this.#log = log;
  }

  /** Starts it unless it has been started before. */
  start(): Promise<LanguageClient> {
    if (this.#client !== undefined) return this.#client;
    const client = this.#start((running) => {
      if (!this.#hasStarted) {
        for (const method of this.#listeners.keys()) this.#route(running, method);
      }
      this.#hasStarted = true;
      this.#started.fire();
    });
    // Whoever sends hears of it too; this keeps it from being an unhandled rejection as well.
    client.catch((error: unknown) => {
      this.#log.error('The HyperBox server did not start', error);
    });
    this.#client = client;
    return client;
  }

  get hasStarted(): boolean {
    return this.#hasStarted;
  }

  async send<Schema extends z.ZodMiniType, Result>(
    message: RequestMessage<Schema, Result>,
    params: z.infer<Schema>,
    options: SendOptions = {},
  ): Promise<Result> {
    try {
      const client = await this.start();
      const { token } = options;
      // A token that is there and undefined would be taken for a second parameter.
      return await (token === undefined
        ? client.sendRequest<Result>(message.method, params)
        : client.sendRequest<Result>(message.method, params, token));
    } catch (error) {
      throw toRequestFailure(error);
    }
  }

  notify<Schema extends z.ZodMiniType>(
    message: NotificationMessage<Schema>,
    params: z.infer<Schema>,
  ): void {
    // Nothing is told to a server that nobody needed yet: at its start it is told how things are.
    this.#client
      ?.then((client) => client.sendNotification(message.method, params))
      .catch((error: unknown) => {
        this.#log.warn(`${message.method} was not delivered`, error);
      });
  }

  on<Params>(
    message: ServerNotification<Params>,
    listener: (params: Params) => void,
  ): vscode.Disposable {
    // A function of its own, so that one listener added twice is two subscriptions.
    const own = (params: unknown): void => {
      listener(params as Params);
    };
    const { method } = message;
    const listeners = this.#listeners.get(method) ?? new Set();
    listeners.add(own);
    if (!this.#listeners.has(method)) {
      this.#listeners.set(method, listeners);
      if (this.#hasStarted)
        void this.start().then((client) => {
          this.#route(client, method);
        });
    }
    return new vscode.Disposable(() => listeners.delete(own));
  }

  /** The language client keeps one handler a method: ours hands on to everyone who listens. */
  #route(client: LanguageClient, method: string): void {
    client.onNotification(method, (params: unknown) => {
      for (const listener of [...(this.#listeners.get(method) ?? [])]) listener(params);
    });
  }

  /** Resolves once the server's process has been told to end; for `deactivate`. */
  async stop(): Promise<void> {
    const client = await this.#client?.catch(() => undefined);
    await client?.stop();
  }

  dispose(): void {
    this.#started.dispose();
  }
}
