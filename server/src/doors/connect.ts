import {
  createConnection,
  ErrorCodes,
  ResponseError,
  type Connection,
  type InitializeParams,
  type InitializeResult,
  type WatchDog,
} from 'vscode-languageserver';
import {
  createProtocolConnection,
  type MessageReader,
  type MessageWriter,
} from 'vscode-languageserver/node';
import { toDisposable, type Disposable } from '../base/disposable.ts';
import { handlers } from '../handlers/index.ts';
import type { Host } from '../host.ts';
import { registerHandlers } from '../rpc.ts';
import type { Services } from '../services.ts';
import { readEditorSettings } from '../workspace/editor-settings.ts';
import { parseInitialization } from '../workspace/initialization.ts';
import { announce } from './announce.ts';
import { ConnectedClient } from './connected-client.ts';
import { guardRequests } from './messages/guard-requests.ts';
import { refuseMalformed } from './messages/refuse-malformed.ts';

export interface Door {
  readonly reader: MessageReader;
  readonly writer: MessageWriter;
  /** The client sent `exit`, or is gone. Called once; the connection is closed then. */
  onClosed(exitCode: number): void;
  /** The client named its process (LSP `processId`). */
  onProcessId?(processId: number): void;
}

/** Less than the two seconds that VS Code's client waits for an answer to `shutdown`. */
const shutdownMs = 1000;

/**
 * Serves one client: the Language Server Protocol and every `hyperbox/…` message. A client that goes
 * takes its own streams with it and nothing else; what that means for the process is the door's matter.
 */
export const connect = (
  host: Host,
  door: Door,
): { readonly connection: Connection } & Disposable => {
  let exitCode = 1;
  const watchDog: WatchDog = {
    shutdownReceived: false,
    initialize: ({ processId }) => {
      // Some clients leave it out, which LSP does not know.
      if (typeof processId === 'number') door.onProcessId?.(processId);
    },
    exit: (code) => {
      exitCode = code;
      ending.dispose();
    },
  };
  const connection = createConnection(
    (logger) => guardRequests(createProtocolConnection(door.reader, door.writer, logger)),
    watchDog,
  );
  const client = new ConnectedClient(connection, host.log);
  const ending = toDisposable(() => {
    client.close();
    connection.dispose();
    door.onClosed(watchDog.shutdownReceived ? 0 : exitCode);
  });
  door.reader.onClose(() => {
    ending.dispose();
  });
  refuseMalformed({ ...door, log: host.log });

  const language = host.registerLanguage(connection);
  client.lifetime.add(language);
  let isFollowing = false;
  const services = (): Services => {
    const ready = host.services;
    if (ready === undefined) {
      throw new ResponseError(ErrorCodes.ServerNotInitialized, 'Send "initialize" first.');
    }
    if (isFollowing) return ready;
    isFollowing = true;
    announce(ready, client);
    client.lifetime.add(
      ready.workspace.onDidChange(() => {
        language.refresh();
      }),
    );
    return ready;
  };
  connection.onInitialize((params: InitializeParams): InitializeResult => {
    host.initialize(parseInitialization(params, host));
    services();
    for (const problem of readEditorSettings(params.initializationOptions)?.problems ?? [])
      host.log.warn(problem);
    return {
      capabilities: language.initialize(params.capabilities),
      serverInfo: { name: 'hyperbox' },
    };
  });
  connection.onDidChangeConfiguration(({ settings }) => {
    const { workspace } = services();
    const own = readEditorSettings(settings, workspace.settings);
    if (own === undefined) return;
    for (const problem of own.problems) host.log.warn(problem);
    workspace.changeSettings(own.settings);
  });
  connection.onShutdown(async () => {
    client.close();
    // The engine has to be there until the shells of this client's terminals have heard of it.
    const { terminalStreams, logStreams } = host.services ?? {};
    const settled = Promise.all([terminalStreams?.settled(), logStreams?.settled()]);
    await Promise.race([settled, host.platform.clock.sleep(shutdownMs)]);
  });
  registerHandlers(connection, handlers, {
    client,
    services,
    log: host.log,
    clock: host.platform.clock,
  });
  connection.listen();
  return {
    connection,
    dispose: () => {
      ending.dispose();
    },
  };
};
