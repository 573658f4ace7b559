import { connect } from 'node:net';
import {
  CancellationTokenSource,
  createMessageConnection,
  SocketMessageReader,
  SocketMessageWriter,
} from 'vscode-jsonrpc/node';
import { Notifications, type ServerConnection } from './connection.ts';

/** A server that runs already and listens on a socket. */
export const connectTo = async (path: string): Promise<ServerConnection> => {
  const socket = connect(path);
  await new Promise<void>((resolve, reject) => {
    socket.once('connect', resolve);
    socket.once('error', (cause) => {
      reject(new Error(`No server answers on ${path}: ${cause.message}`, { cause }));
    });
  });
  const notifications = new Notifications();
  const connection = createMessageConnection(
    new SocketMessageReader(socket),
    new SocketMessageWriter(socket),
  );
  connection.onNotification(notifications.hear);
  connection.listen();
  return {
    request: async (message, params, signal) => {
      const source = new CancellationTokenSource();
      if (signal?.aborted === true) source.cancel();
      signal?.addEventListener('abort', () => {
        source.cancel();
      });
      return connection.sendRequest(message.method, params, source.token);
    },
    notify: (message, params) => connection.sendNotification(message.method, params),
    on: (message, listener) => notifications.on(message, listener),
    dispose: () => {
      connection.dispose();
      socket.destroy();
      return Promise.resolve();
    },
  };
};
