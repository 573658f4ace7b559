import type { PortSpec } from '../../../engines/contract.ts';
import type { ComposePort } from '../../model.ts';
import type { FieldRule } from './context.ts';

const protocols = ['tcp', 'udp', 'sctp'] as const;
export type Protocol = (typeof protocols)[number];

export const protocolOf = (text: string | undefined): Protocol =>
  protocols.find((protocol) => protocol === text) ?? 'tcp';

/** Names a published port of a service: two with the same key are the same wish. */
export const portKey = (port: {
  readonly hostIp: string;
  readonly port: number;
  readonly protocol: string;
}): string => `${port.hostIp}:${String(port.port)}/${port.protocol}`;

/** The fixed host port that a port asks for; ranges and "any" have none. */
export const fixedPort = (port: ComposePort): number | undefined => {
  const number = Number(port.published ?? '');
  return Number.isInteger(number) && number > 0 ? number : undefined;
};

export const portsRule: FieldRule<'ports'> = (ports, { context }) => ({
  spec: {
    ports: ports.map((port): PortSpec => {
      const protocol = protocolOf(port.protocol);
      const fixed = fixedPort(port);
      const key =
        fixed === undefined ? '' : portKey({ hostIp: port.host_ip ?? '', port: fixed, protocol });
      const chosen = context.hostPorts?.get(key);
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
