import { createSocket } from 'node:dgram';
import { createServer, isIPv6 } from 'node:net';
import { systemCodeOf } from '../base/error.ts';
import type { WantedPort } from '../compose/runner-contract.ts';
import { bindAddresses } from './host-address.ts';

/** Whether something on this machine listens on the port. What cannot be tried counts as free. */
export const isBound = async (
  hostIp: string,
  port: number,
  protocol: WantedPort['protocol'],
): Promise<boolean> => {
  const attempt = attempts[protocol];
  const outcomes = await Promise.all(
    bindAddresses(hostIp).map((address) => attempt(address, port)),
  );
  return outcomes.includes('EADDRINUSE');
};

/** Resolves with the system's error code, or `undefined` if the port could be bound. */
type Attempt = (address: string, port: number) => Promise<string | undefined>;

const bindTcp: Attempt = (host, port) =>
  new Promise((resolve) => {
    const server = createServer();
    server.once('error', (error) => {
      resolve(systemCodeOf(error) ?? 'unknown');
    });
    // One family only: a socket for both would say "taken" for the other family's sake.
    server.listen({ host, port, exclusive: true, ipv6Only: isIPv6(host) }, () => {
      server.close(() => {
        resolve(undefined);
      });
    });
  });

const bindUdp: Attempt = (address, port) =>
  new Promise((resolve) => {
    const v6 = isIPv6(address);
    const socket = createSocket({ type: v6 ? 'udp6' : 'udp4', ipv6Only: v6 });
    socket.once('error', (error) => {
      socket.close();
      resolve(systemCodeOf(error) ?? 'unknown');
    });
    socket.bind({ address, port, exclusive: true }, () => {
      socket.close(() => {
        resolve(undefined);
      });
    });
  });

const attempts: Readonly<Record<WantedPort['protocol'], Attempt>> = {
  tcp: bindTcp,
  udp: bindUdp,
  // Node has no SCTP; the engine will say.
  sctp: () => Promise.resolve(undefined),
};
