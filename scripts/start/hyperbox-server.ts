import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import {
  CancellationTokenSource,
  createProtocolConnection,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver/node';
import type * as z from 'zod/mini';
import type { RequestMessage, ServerNotification } from '#shared/protocol/message';
import { defaultSettings, type Initialization } from '#shared/protocol/workspace';
import { cacheRoot } from '../setup/cache.mjs';

/** A HyperBox server of our own, spoken to as the extension does. */
export interface HyperBoxServer {
  send<Schema extends z.ZodMiniType, Result>(
    message: RequestMessage<Schema, Result>,
    params: z.input<Schema>,
    signal?: AbortSignal,
  ): Promise<Result>;
  on<Params>(message: ServerNotification<Params>, listener: (params: Params) => void): void;
  /** Ends the server; containers are not its own and stay. */
  close(): Promise<void>;
}

export async function openServer(options: {
  /** The root of this repository, with `dist/` built. */
  readonly root: string;
  readonly folder: string;
  readonly env: NodeJS.ProcessEnv;
}): Promise<HyperBoxServer> {
  const child = spawn(process.execPath, [path.join(options.root, 'dist/server.cjs'), '--stdio'], {
    stdio: ['pipe', 'pipe', 'inherit'],
    env: options.env,
    // Ctrl-C in the terminal is for us: the server is told what to give up.
    detached: process.platform !== 'win32',
  });
  const connection = createProtocolConnection(
    new StreamMessageReader(child.stdout),
    new StreamMessageWriter(child.stdin),
  );
  connection.listen();
  const initializationOptions: Initialization = {
    settings: defaultSettings,
    trusted: true,
    folders: [options.folder],
    stateFolder: path.join(cacheRoot(), 'start-state'),
  };
  await connection.sendRequest('initialize', {
    processId: process.pid,
    rootUri: null,
    capabilities: {},
    initializationOptions,
  });
  await connection.sendNotification('initialized', {});
  return {
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
  };
}
