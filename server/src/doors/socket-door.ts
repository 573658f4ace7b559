import { chmod, rm } from 'node:fs/promises';
import { connect as connectSocket, createServer, type Socket } from 'node:net';
import { SocketMessageWriter } from 'vscode-languageserver/node';
import { toDisposable, type Disposable } from '../base/disposable.ts';
import { HyperBoxError } from '../base/error.ts';
import type { Host } from '../host.ts';
import { connect } from './connect.ts';
import { LenientReader } from './messages/lenient-reader.ts';

/**
 * Listens on a Unix socket (a named pipe on Windows) and serves each client that comes. The socket is
 * the user's own: who can open it can start containers.
 */
export const openSocketDoor = async (host: Host, path: string): Promise<Disposable> => {
  if (host.platform.name !== 'win32') await clearStale(path);
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => socket.destroy());
    socket.on('close', () => sockets.delete(socket));
    connect(host, {
      reader: new LenientReader(socket),
      writer: new SocketMessageWriter(socket),
      onClosed: () => socket.destroy(),
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(path, resolve);
  });
  if (host.platform.name !== 'win32') await chmod(path, 0o600);
  return toDisposable(() => {
    server.close();
    for (const socket of sockets) socket.destroy();
  });
};

/** A socket file outlives a server that was killed; one that answers belongs to a living server. */
const clearStale = async (path: string): Promise<void> => {
  const answers = await new Promise<boolean>((resolve) => {
    const probe = connectSocket(path);
    probe.once('connect', () => {
      probe.destroy();
      resolve(true);
    });
    probe.once('error', () => {
      resolve(false);
    });
  });
  if (answers) {
    throw new HyperBoxError('conflict', `Another server listens on ${path}.`, {
      hint: 'Choose another path, or use that server.',
    });
  }
  await rm(path, { force: true });
};
