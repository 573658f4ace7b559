import { mkdtemp, rm } from 'node:fs/promises';
import { connect, createServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { testEndpoint } from './engine.ts';

/** A socket that leads to the test engine's, and knows which requests are open on it. */
export interface CountingSocket {
  /** For `DOCKER_HOST`. */
  readonly address: string;
  /** How many connections are open on which a request of this form was the last. */
  open(request: RegExp): number;
  dispose(): Promise<void>;
}

export const countingSocket = async (): Promise<CountingSocket> => {
  const engine = testEndpoint.address.replace(/^unix:\/\//, '');
  const folder = await mkdtemp(join(tmpdir(), 'hyperbox-socket-'));
  const path = join(folder, 'engine.sock');
  const last = new Map<Socket, string>();
  const server = createServer((client) => {
    const upstream = connect(engine);
    last.set(client, '');
    client.on('data', (chunk: Buffer) => {
      const [line = ''] = chunk.toString('latin1').split('\r\n', 1);
      if (line.endsWith(' HTTP/1.1')) last.set(client, line);
    });
    client.pipe(upstream).pipe(client);
    const end = (): void => {
      last.delete(client);
      client.destroy();
      upstream.destroy();
    };
    for (const socket of [client, upstream]) socket.on('error', end).on('close', end);
  });
  await new Promise<void>((resolve) => server.listen(path, resolve));
  return {
    address: `unix://${path}`,
    open: (request) => [...last.values()].filter((line) => request.test(line)).length,
    dispose: async () => {
      for (const client of last.keys()) client.destroy();
      await new Promise((resolve) => server.close(resolve));
      await rm(folder, { recursive: true, force: true });
    },
  };
};
