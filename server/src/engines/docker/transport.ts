import { Agent } from 'node:http';
import { connect as connectNet } from 'node:net';
import type { Duplex } from 'node:stream';
import { connect as connectTls } from 'node:tls';
import { inspect } from 'node:util';
import Modem from 'docker-modem';
import Docker from 'dockerode';
import type { Disposable } from '../../base/disposable.ts';
import type { Address } from '../address.ts';
import type { Endpoint } from '../contract.ts';
import { dialSsh } from './ssh.ts';

/**
 * Two clients of one engine. `calls` keeps a few connections open, since most calls are short and
 * connecting costs more than asking. `streams` gives each its own, which ends with it.
 */
export interface Transport extends Disposable {
  readonly calls: Docker;
  readonly streams: Docker;
  /** A connection of its own, for what speaks to the engine without either; see `requestPlain`. */
  connect(): Duplex;
  /** What requests name as their host. */
  readonly host: string;
  /** Makes later calls name this API version in their paths. */
  useApiVersion(version: string): void;
}

export const createTransport = (address: Address, tls: Endpoint['tls']): Transport => {
  const dial = dialer(address, tls);
  // Each connection over ssh is a process on both sides.
  const limits = address.kind === 'ssh' ? { maxSockets: 4 } : { maxSockets: 32 };
  const calls = new DialAgent(dial, { keepAlive: true, maxFreeSockets: 4, ...limits });
  const streams = new DialAgent(dial, { keepAlive: false });
  const host = address.kind === 'tcp' ? address.host : 'docker';
  const modems = [calls, streams].map((agent) => createModem(agent, host));
  const connections = new Set<Duplex>();
  const [first, second] = modems.map((modem) => new Docker({ modem } as Docker.DockerOptions));
  if (first === undefined || second === undefined) throw new Error('unreachable');
  return {
    calls: first,
    streams: second,
    host,
    connect: () => {
      const connection = dial();
      connections.add(connection);
      connection.once('close', () => connections.delete(connection));
      return connection;
    },
    useApiVersion: (version) => {
      for (const modem of modems) Object.assign(modem, { version: `v${version}` });
    },
    dispose: () => {
      calls.destroy();
      streams.destroy();
      for (const connection of connections) connection.destroy();
    },
  };
};

class DialAgent extends Agent {
  readonly #dial: () => Duplex;

  constructor(dial: () => Duplex, options: ConstructorParameters<typeof Agent>[0]) {
    super(options);
    this.#dial = dial;
  }

  override createConnection(): Duplex {
    return this.#dial();
  }

  /**
   * The modem prints all options of each request for its debug log, also when nobody reads that: with
   * every connection of this agent in it, that took longer than the request.
   */
  [inspect.custom](): string {
    return 'DialAgent';
  }
}

/** Tells a dead network from a quiet engine, whose event stream may say nothing for hours. */
const signsOfLife = { keepAlive: true, keepAliveInitialDelay: 15_000 };

const dialer = (address: Address, tls: Endpoint['tls']): (() => Duplex) => {
  switch (address.kind) {
    case 'unix':
    case 'npipe':
      return () => connectNet({ path: address.path });
    case 'ssh':
      return () => dialSsh(address);
    case 'tcp': {
      const { host, port } = address;
      if (!address.tls && tls === undefined)
        return () => connectNet({ host, port, ...signsOfLife });
      const { skipVerify, ...certificates } = tls ?? { skipVerify: false };
      return () =>
        connectTls({
          host,
          port,
          ...signsOfLife,
          ...certificates,
          rejectUnauthorized: !skipVerify,
        });
    }
  }
};

/**
 * A modem is made without its constructor, which reads `DOCKER_HOST` and the files of
 * `DOCKER_CERT_PATH` and throws when they are bad, even where another engine was chosen. Its socket
 * path is never opened: the agent decides how to connect.
 */
const createModem = (agent: Agent, host: string): Modem =>
  Object.assign(Object.create(Modem.prototype) as Modem, {
    agent,
    protocol: 'http',
    socketPath: 'engine',
    headers: { Host: host },
    sshOptions: {},
  });
