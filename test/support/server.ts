import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import {
  CancellationTokenSource,
  createMessageConnection,
  StreamMessageReader,
  StreamMessageWriter,
  type ClientCapabilities,
  type MessageConnection,
} from 'vscode-languageserver/node';
import type * as z from 'zod/mini';
import { engineChanged, engineGet, type EngineState } from '#shared/protocol/engine';
import type {
  NotificationMessage,
  RequestMessage,
  ServerNotification,
} from '#shared/protocol/message';
import {
  defaultSettings,
  trustGranted,
  type Initialization,
  type Settings,
} from '#shared/protocol/workspace';
import { systemClock } from '../../server/src/base/clock.ts';
import { toDisposable, type Disposable } from '../../server/src/base/disposable.ts';
import { startServer } from '../../server/src/server.ts';
import { defer } from './defer.ts';

export interface TestServerOptions {
  readonly folders?: readonly string[];
  readonly settings?: Partial<Settings>;
  /** True when absent. */
  readonly trusted?: boolean;
  /** Added to the environment of the test; `undefined` takes a variable out. */
  readonly environment?: Readonly<Record<string, string | undefined>>;
  /** A temporary folder when absent. */
  readonly stateFolder?: string;
  /** What the editor says that it can do; nothing when absent. */
  readonly capabilities?: ClientCapabilities;
}

/** A client of a real server, typed by the protocol's constants. */
export interface TestServer {
  readonly connection: MessageConnection;
  readonly stateFolder: string;
  /** Resolves with the exit code once the server has ended. */
  readonly exited: Promise<number>;
  request<Schema extends z.ZodMiniType, Result>(
    message: RequestMessage<Schema, Result>,
    params: z.input<Schema>,
    options?: { readonly signal?: AbortSignal },
  ): Promise<Result>;
  notify<Schema extends z.ZodMiniType>(
    message: NotificationMessage<Schema>,
    params: z.input<Schema>,
  ): Promise<void>;
  on<Params>(message: ServerNotification<Params>, listener: (params: Params) => void): Disposable;
  /** The next one that matches; fails after `timeoutMs` (10 s). */
  next<Params>(
    message: ServerNotification<Params>,
    matches?: (params: Params) => boolean,
    timeoutMs?: number,
  ): Promise<Params>;
  grantTrust(): Promise<void>;
  dispose(): Promise<void>;
}

/** Starts the real server over streams in memory and initializes it. */
export const startTestServer = async (options: TestServerOptions = {}): Promise<TestServer> => {
  const stateFolder = options.stateFolder ?? (await mkdtemp(join(tmpdir(), 'hyperbox-state-')));
  const toServer = new PassThrough();
  const toClient = new PassThrough();
  const exited = defer<number>();
  const server = startServer({
    reader: new StreamMessageReader(toServer),
    writer: new StreamMessageWriter(toClient),
    platform: {
      name: process.platform,
      environment: { ...process.env, XDG_STATE_HOME: undefined, ...options.environment },
      homeFolder: stateFolder,
      workingFolder: process.cwd(),
      clock: systemClock,
    },
    onExit: exited.resolve,
  });
  const connection = createMessageConnection(
    new StreamMessageReader(toClient),
    new StreamMessageWriter(toServer),
  );
  const listeners = new Map<string, Set<(params: unknown) => void>>();
  connection.onNotification((method, params) => {
    for (const listener of [...(listeners.get(method) ?? [])]) listener(params);
  });
  connection.listen();
  const initializationOptions: Initialization = {
    settings: { ...defaultSettings, ...options.settings },
    trusted: options.trusted ?? true,
    folders: [...(options.folders ?? [])],
    stateFolder,
  };
  await connection.sendRequest('initialize', {
    processId: null,
    rootUri: null,
    capabilities: options.capabilities ?? {},
    initializationOptions,
  });
  await connection.sendNotification('initialized', {});

  const on: TestServer['on'] = (message, listener) => {
    const own = (params: unknown): void => {
      (listener as (params: unknown) => void)(params);
    };
    const known = listeners.get(message.method) ?? new Set();
    listeners.set(message.method, known.add(own));
    return toDisposable(() => known.delete(own));
  };
  return {
    connection,
    stateFolder,
    exited: exited.promise,
    on,
    request: async (message, params, { signal } = {}) => {
      const source = new CancellationTokenSource();
      signal?.addEventListener('abort', () => {
        source.cancel();
      });
      return await connection.sendRequest(message.method, params, source.token);
    },
    notify: (message, params) => connection.sendNotification(message.method, params),
    next: (message, matches = () => true, timeoutMs = 10_000) =>
      new Promise((resolve, reject) => {
        const timer = setTimeout(() => {
          listening.dispose();
          reject(new Error(`No such ${message.method} within ${timeoutMs} ms.`));
        }, timeoutMs);
        const listening = on(message, (params) => {
          if (!matches(params)) return;
          clearTimeout(timer);
          listening.dispose();
          resolve(params);
        });
      }),
    grantTrust: () => connection.sendNotification(trustGranted.method, {}),
    dispose: async () => {
      server.dispose();
      connection.dispose();
      if (options.stateFolder === undefined) {
        await rm(stateFolder, { recursive: true, force: true });
      }
    },
  };
};

/** Resolves once the server has found the engine; fails when there is none. */
export const engineReady = async (server: TestServer): Promise<void> => {
  let state = await server.request(engineGet, {});
  while (state.kind === 'searching') {
    const changed = defer<EngineState>();
    const listening = server.on(engineChanged, changed.resolve);
    // It may have changed before anybody listened.
    state = await server.request(engineGet, {});
    if (state.kind === 'searching') state = await changed.promise;
    listening.dispose();
  }
  if (state.kind !== 'connected') throw new Error(`There is no engine: ${state.kind}.`);
};
