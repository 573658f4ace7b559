import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import {
  CancellationTokenSource,
  createProtocolConnection,
  LogMessageNotification,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver/node';
import type * as z from 'zod/mini';
import type {
  NotificationMessage,
  RequestMessage,
  ServerNotification,
} from '#shared/protocol/message';
import { defaultSettings, type Initialization } from '#shared/protocol/workspace';
import { cacheRoot } from '../setup/cache.mjs';

/** A HyperBox server of our own, spoken to as the extension does. */
export interface HyperBoxServer {
  readonly pid: number;
  send<Schema extends z.ZodMiniType, Result>(
    message: RequestMessage<Schema, Result>,
    params: z.input<Schema>,
    signal?: AbortSignal,
  ): Promise<Result>;
  on<Params>(message: ServerNotification<Params>, listener: (params: Params) => void): void;
  notify<Schema extends z.ZodMiniType>(
    message: NotificationMessage<Schema>,
    params: z.input<Schema>,
  ): Promise<void>;
  /** Ends the server; containers are not its own and stay. */
  close(): Promise<void>;
  /** Ends it as a crash would. */
  kill(): Promise<void>;
}

export async function openServer(options: {
  /** The root of this repository, with `dist/` built. */
  readonly root: string;
  readonly folder: string;
  readonly env: NodeJS.ProcessEnv;
  /** What runs, relative to the root; the bundle when absent. */
  readonly script?: string;
  /** For what outlives the server; one that all starts share when absent. */
  readonly stateFolder?: string;
  /** What it writes into its log. */
  readonly onLog?: (message: string) => void;
}): Promise<HyperBoxServer> {
  const script = path.join(options.root, options.script ?? 'dist/server.cjs');
  const child = spawn(process.execPath, [script, '--stdio'], {
    stdio: ['pipe', 'pipe', 'inherit'],
    env: options.env,
    // Ctrl-C in the terminal is for us: the server is told what to give up.
    detached: process.platform !== 'win32',
  });
  const reader = new StreamMessageReader(child.stdout);
  // The reader's clock for half a message goes on for ever where a server is killed in the middle of one.
  reader.partialMessageTimeout = 0;
  const connection = createProtocolConnection(reader, new StreamMessageWriter(child.stdin));
  connection.onNotification(LogMessageNotification.type, ({ message }) => {
    options.onLog?.(message);
  });
  connection.listen();
  // What is asked of one that has ended fails, and waits for no answer.
  child.once('exit', () => {
    connection.dispose();
  });
  const initializationOptions: Initialization = {
    settings: defaultSettings,
    trusted: true,
    folders: [options.folder],
    stateFolder: options.stateFolder ?? path.join(cacheRoot(), 'start-state'),
  };
  await connection.sendRequest('initialize', {
    processId: process.pid,
    rootUri: null,
    capabilities: {},
    initializationOptions,
  });
  await connection.sendNotification('initialized', {});
  return {
    pid: child.pid ?? 0,
    async send(message, params, signal) {
      const source = new CancellationTokenSource();
      signal?.addEventListener('abort', () => {
        source.cancel();
      });
      return connection.sendRequest(message.method, params, source.token);
    },
    on(message, listener) {
      connection.onNotification(message.method, listener);
    },
    notify: (message, params) => connection.sendNotification(message.method, params),
    async close() {
      if (child.exitCode !== null) return;
      const gone = once(child, 'exit');
      const timer = setTimeout(() => child.kill('SIGKILL'), 5000);
      await connection.sendRequest('shutdown');
      await connection.sendNotification('exit');
      await gone;
      clearTimeout(timer);
      connection.dispose();
    },
    async kill() {
      connection.dispose();
      if (child.exitCode !== null || child.signalCode !== null) return;
      const gone = once(child, 'exit');
      child.kill('SIGKILL');
      await gone;
    },
  };
}
