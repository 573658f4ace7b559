import { readFile } from 'node:fs/promises';
import type { WantedPort } from '../compose/runner-contract.ts';
import { overlaps } from './host-address.ts';

/** A socket of this machine that keeps others from its port. */
export interface Listener {
  readonly protocol: WantedPort['protocol'];
  /** Empty where it takes every address of both families. */
  readonly address: string;
  readonly port: number;
}

/**
 * All of them, without touching any, or `undefined` on a system whose kernel does not tell (see proc(5);
 * Linux does).
 */
export const readListeners = async (): Promise<readonly Listener[] | undefined> => {
  const tables = await Promise.all(
    Object.entries(files).map(async ([name, protocol]) => {
      const text = await readFile(`/proc/net/${name}`, 'utf8').catch(() => undefined);
      return text
        ?.split('\n')
        .slice(1)
        .flatMap((line) => listenerOf(line, protocol));
    }),
  );
  return tables[0] === undefined ? undefined : tables.flatMap((rows) => rows ?? []);
};

export const isListening = (
  listeners: readonly Listener[],
  { hostIp, port, protocol }: Pick<WantedPort, 'hostIp' | 'port' | 'protocol'>,
): boolean =>
  listeners.some(
    (other) =>
      other.port === port && other.protocol === protocol && overlaps(other.address, hostIp),
  );

const files = { tcp: 'tcp', tcp6: 'tcp', udp: 'udp', udp6: 'udp' } as const;

/** TCP's "listening", and what a UDP socket without a peer has. */
const waiting: Readonly<Record<string, string>> = { tcp: '0A', udp: '07' };

const listenerOf = (line: string, protocol: Listener['protocol']): readonly Listener[] => {
  const [, local = '', , state] = line.trim().split(/\s+/);
  const [hex = '', port = ''] = local.split(':');
  if (state !== waiting[protocol]) return [];
  return [{ protocol, address: addressOf(hex), port: Number.parseInt(port, 16) }];
};

/** The kernel writes 32 bits at a time, in the order of the machine, which is little-endian. */
const addressOf = (hex: string): string => {
  const words = hex.match(/.{8}/g) ?? [];
  const bytes = words.flatMap((word) => (word.match(/../g) ?? []).reverse());
  if (bytes.length === 4) return bytes.map((byte) => String(Number.parseInt(byte, 16))).join('.');
  // A socket of the newer family takes the older one's port as well, unless it is told not to.
  if (bytes.every((byte) => byte === '00')) return '';
  const mapped = /^0{20}ffff/i.test(bytes.join(''));
  if (mapped)
    return bytes
      .slice(12)
      .map((byte) => String(Number.parseInt(byte, 16)))
      .join('.');
  const isLoopback = /^0{31}1$/.test(bytes.join(''));
  return isLoopback ? '::1' : (bytes.join('').match(/.{4}/g) ?? []).join(':');
};
