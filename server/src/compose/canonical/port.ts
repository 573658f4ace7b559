import { isIP } from 'node:net';

/** One port written short, after ranges are spelled out. */
export interface ShortPort {
  readonly hostIp?: string;
  readonly published?: string;
  readonly target: number;
  readonly protocol: string;
}

/**
 * Reads `[[ip:][published]:]target[/protocol]`, where both sides may be ranges. Source: compose-spec,
 * "ports", short syntax; docker/go-connections `nat`.
 */
export const parsePort = (spec: string): readonly ShortPort[] | { readonly error: string } => {
  const [rest = '', protocolText = ''] = spec.split('/');
  const { ip, host, container } = splitParts(rest);
  if (container === '') return { error: `no port specified: ${spec}<empty>` };
  const hostIp = ip.startsWith('[') && ip.endsWith(']') ? ip.slice(1, -1) : ip;
  // With more colons around it an IPv6 address stands in brackets.
  if (hostIp !== '' && (!isAddress(hostIp) || (ip === hostIp && ip.includes(':')))) {
    return { error: `invalid ip address: ${ip}` };
  }
  const target = parseRange(container);
  if (target === undefined) return { error: `invalid containerPort: ${container}` };
  const published = host === '' ? undefined : parseRange(host);
  if (host !== '' && published === undefined) return { error: `invalid hostPort: ${host}` };
  const protocol = (protocolText === '' ? 'tcp' : protocolText).toLowerCase();
  if (!['tcp', 'udp', 'sctp'].includes(protocol))
    return { error: `invalid proto: ${protocolText}` };
  if (target.start === 0) return { error: `${spec} is missing a target port` };
  const count = target.end - target.start;
  // One container port may stand for a range of host ports: the engine takes one of them.
  const choice = published !== undefined && count === 0 && published.end > published.start;
  if (published !== undefined && !choice && published.end - published.start !== count) {
    return {
      error: `invalid ranges specified for container and host Ports: ${container} and ${host}`,
    };
  }
  const ports = Array.from({ length: count + 1 }, (_, offset): ShortPort => ({
    ...(hostIp !== '' && { hostIp }),
    ...(published !== undefined && {
      published: choice ? `${published.start}-${published.end}` : String(published.start + offset),
    }),
    target: target.start + offset,
    protocol,
  }));
  // Compose sorts them by their text.
  return ports.sort((a, b) => (String(a.target) < String(b.target) ? -1 : 1));
};

/** An IPv4 or IPv6 address without a zone: no zone of the host means anything to the engine. */
export const isAddress = (text: string): boolean => isIP(text) !== 0 && !text.includes('%');

const splitParts = (
  text: string,
): { readonly ip: string; readonly host: string; readonly container: string } => {
  const parts = text.split(':');
  const container = parts.at(-1) ?? '';
  if (parts.length === 1) return { ip: '', host: '', container };
  const host = parts.at(-2) ?? '';
  return { ip: parts.slice(0, -2).join(':'), host, container };
};

const parseRange = (text: string): { readonly start: number; readonly end: number } | undefined => {
  const match = /^([0-9]+)(?:-([0-9]+))?$/.exec(text);
  if (match === null) return undefined;
  const start = Number(match[1]);
  const end = Number(match[2] ?? match[1]);
  return start > 65535 || end > 65535 || end < start ? undefined : { start, end };
};
