import { HyperBoxError } from '../base/error.ts';
import type { PortSpec } from '../engines/contract.ts';

const pattern =
  /^(?:(?:(?<hostIp>\[[0-9a-f:.]+\]|\d+\.\d+\.\d+\.\d+):)?(?<host>\d+(?:-\d+)?)?:)?(?<container>\d+(?:-\d+)?)(?:\/(?<protocol>tcp|udp|sctp))?$/i;

/**
 * `[[host_ip:][host]:]container[/protocol]`, with ranges of the same length on both sides, as the
 * short syntax of `ports` in the Compose Specification. Without a host port any free one is taken.
 */
export const parsePort = (text: string): readonly PortSpec[] => {
  const groups = pattern.exec(text.trim())?.groups;
  const container = parseRange(groups?.['container']);
  if (groups === undefined || container === undefined) throw badPort(text);
  const protocol = (groups['protocol']?.toLowerCase() ?? 'tcp') as PortSpec['protocol'];
  const hostIp = groups['hostIp']?.replace(/^\[|\]$/g, '');
  const host = parseRange(groups['host']);
  if (groups['host'] !== undefined && host?.length !== container.length) throw badPort(text);
  return container.map((containerPort, index) => ({
    containerPort,
    protocol,
    hostPort: host?.[index]?.toString() ?? '',
    ...(hostIp !== undefined && { hostIp }),
  }));
};

const parseRange = (text: string | undefined): readonly number[] | undefined => {
  if (text === undefined) return undefined;
  const [first = Number.NaN, last = first] = text.split('-').map(Number);
  if (!(first >= 1 && last >= first && last <= 65535)) return undefined;
  return Array.from({ length: last - first + 1 }, (_, index) => first + index);
};

const badPort = (text: string): HyperBoxError =>
  new HyperBoxError('invalid-input', `"${text}" is not a port mapping.`, {
    hint: 'Write a container port (80), host:container (8080:80), or address:host:container (127.0.0.1:8080:80), with /udp for UDP.',
  });
