import type { PortSpec } from '../../../engines/contract.ts';
import type { ComposePort } from '../../model.ts';
import type { WantedPort } from '../../runner-contract.ts';
import type { FieldRule } from './context.ts';

const protocols = ['tcp', 'udp', 'sctp'] as const;
export type Protocol = (typeof protocols)[number];

export const protocolOf = (text: string | undefined): Protocol =>
  protocols.find((protocol) => protocol === text) ?? 'tcp';

/** Names a published port of a service: two with the same key are the same wish. */
export const portKey = ({ hostIp, port, range, protocol }: Omit<WantedPort, 'service'>): string => {
  const any = range === undefined ? '' : `-${String(range.to)}:${String(range.target)}`;
  return `${hostIp}:${String(port)}${any}/${protocol}`;
};

/** The fixed host port that a port asks for; ranges and "any" have none. */
export const fixedPort = (port: ComposePort): number | undefined => {
  const number = Number(port.published ?? '');
  return Number.isInteger(number) && number > 0 ? number : undefined;
};

/** What a port asks for; nothing where any port at all will do. */
export const wishOf = (port: ComposePort): Omit<WantedPort, 'service'> | undefined => {
  const [from = NaN, to = from] = (port.published ?? '').split('-').map(Number);
  if (!Number.isInteger(from) || !Number.isInteger(to) || from === 0) return undefined;
  return {
    ...{ hostIp: port.host_ip ?? '', port: from, protocol: protocolOf(port.protocol) },
    ...(to > from && { range: { to, target: port.target } }),
  };
};

export const portsRule: FieldRule<'ports'> = (ports, { context }) => ({
  spec: {
    ports: ports.map((port): PortSpec => {
      const protocol = protocolOf(port.protocol);
      const wish = wishOf(port);
      const chosen = wish && context.hostPorts?.get(portKey(wish));
      return {
        containerPort: port.target,
        protocol,
        hostPort: chosen === undefined ? (port.published ?? '') : String(chosen),
        ...(port.host_ip !== undefined && { hostIp: port.host_ip }),
      };
    }),
  },
  warnings: ports
    .filter(({ protocol }) => protocol !== undefined && protocolOf(protocol) !== protocol)
    .map(
      ({ protocol, target }) => `takes port ${String(target)} as tcp, not "${String(protocol)}"`,
    ),
});

/** `expose: ["80", "53/udp", "8000-8002"]` */
export const exposeRule: FieldRule<'expose'> = (entries) => ({
  spec: { ports: entries.flatMap(exposedPorts) },
});

const exposedPorts = (entry: string): readonly PortSpec[] => {
  const [range = '', protocol] = entry.split('/');
  const [first = NaN, last = first] = range.split('-').map(Number);
  if (!Number.isInteger(first) || !Number.isInteger(last) || last < first) return [];
  return Array.from({ length: last - first + 1 }, (_, index) => ({
    containerPort: first + index,
    protocol: protocolOf(protocol),
  }));
};
