import type { LogAddress } from '#shared/protocol/logs';
import type { PortItem } from '#shared/protocol/inventory';

/** How a container is reached from this machine, and what it may call itself. */
export interface Reach {
  readonly ports: readonly PortItem[];
  /** Its service, its name, its host name. */
  readonly names: readonly string[];
  /** It uses the host's own network: its ports are the host's. */
  readonly isHost: boolean;
}

/**
 * Addresses that mean the container itself are turned into those of its published port; others stay as
 * they are. Inside of a container, `localhost` is the container.
 */
export const reachableAddress = (text: string, { ports, names, isHost }: Reach): LogAddress => {
  const url = URL.parse(text);
  if (url === null || !/^https?:$/.test(url.protocol)) return { url: text };
  const isOwn = isLocal(url.hostname) || isInNetwork(url.hostname) || names.includes(url.hostname);
  if (!isOwn) return { url: text };
  if (isHost) return { url: isLocal(url.hostname) ? local(url, url.port) : text };
  const port = Number(url.port === '' ? (url.protocol === 'https:' ? 443 : 80) : url.port);
  const published = ports.find(
    ({ containerPort, hostPort, protocol }) =>
      containerPort === port && protocol === 'tcp' && hostPort !== undefined,
  );
  if (published?.hostPort !== undefined)
    return { url: local(url, String(published.hostPort), published.hostIp) };
  // The addresses of a network lead somewhere where the engine is on this very machine.
  if (isInNetwork(url.hostname)) return { url: text };
  // A program that was told its published port says that one.
  const isPublic = ports.some(({ hostPort }) => hostPort === port) && isLocal(url.hostname);
  return isPublic ? { url: local(url, url.port) } : { url: text, unpublished: port };
};

const isLocal = (host: string): boolean =>
  host === 'localhost' ||
  host.endsWith('.localhost') ||
  host.startsWith('127.') ||
  ['0.0.0.0', '[::]', '[::1]'].includes(host);

/** Addresses that engines give to containers, as "Network: http://172.18.0.3:5173" has them. */
const isInNetwork = (host: string): boolean =>
  /^(?:172\.(?:1[6-9]|2\d|3[01])|10\.88|10\.89)\./.test(host);

const everywhere: ReadonlySet<string> = new Set(['', '0.0.0.0', '::', '127.0.0.1', '::1']);

const local = (url: URL, port: string, hostIp = ''): string => {
  const there = new URL(url);
  // A name such as shop.localhost leads here too, and a proxy may go by it.
  if (!url.hostname.endsWith('.localhost')) there.hostname = 'localhost';
  if (!everywhere.has(hostIp)) there.hostname = hostIp.includes(':') ? `[${hostIp}]` : hostIp;
  there.port = port;
  return there.href;
};
