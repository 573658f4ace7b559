import type { PortItem } from '#shared/protocol/inventory';

/** ":8080", or ":20001→80" when the host's port is another: one a published port, sorted. */
export const describePorts = (ports: readonly PortItem[]): string =>
  [...new Set([...ports].sort(byHostPort).flatMap(describePort))].join(' ');

const byHostPort = (a: PortItem, b: PortItem): number =>
  (a.hostPort ?? 0) - (b.hostPort ?? 0) || a.containerPort - b.containerPort;

const describePort = ({ hostPort, containerPort, protocol }: PortItem): string[] => {
  if (hostPort === undefined) return [];
  const inner = hostPort === containerPort ? '' : `→${containerPort}`;
  return [`:${hostPort}${inner}${protocol === 'tcp' ? '' : `/${protocol}`}`];
};

/** Addresses to open in a browser: published TCP ports, once each (an engine lists IPv4 and IPv6). */
export const addressesOf = (ports: readonly PortItem[]): readonly string[] => [
  ...new Set(
    [...ports]
      .sort(byHostPort)
      .flatMap(({ hostPort, protocol, hostIp }) =>
        hostPort === undefined || protocol !== 'tcp'
          ? []
          : [`${hostPort === 443 ? 'https' : 'http'}://${hostOf(hostIp)}:${hostPort}`],
      ),
  ),
];

/** "Every interface" and the loopback are both reached as localhost. */
const hostOf = (hostIp: string | undefined): string => {
  if (hostIp === undefined || ['', '0.0.0.0', '::', '127.0.0.1', '::1'].includes(hostIp)) {
    return 'localhost';
  }
  return hostIp.includes(':') ? `[${hostIp}]` : hostIp;
};
