import { once } from 'node:events';
import { createServer, type AddressInfo, type Server } from 'node:net';

/** A program that has a port of this machine. */
export const listen = async (
  address = '0.0.0.0',
): Promise<{ readonly server: Server; readonly port: number }> => {
  const server = createServer().listen(0, address);
  await once(server, 'listening');
  return { server, port: (server.address() as AddressInfo).port };
};

/** One that was free a moment ago. */
export const freePort = async (): Promise<number> => {
  const { server, port } = await listen();
  server.close();
  await once(server, 'close');
  return port;
};
