import { parsePort } from '../../canonical/port.ts';
import type { ItemForm } from './item-form.ts';
import { plainText } from './plain.ts';

/** A reference that stands for a number, as its default tells; without one it may stand for nothing. */
const number = String.raw`\d+|\$\{\w+:-\d+\}`;
const withVariables = new RegExp(
  String.raw`^(?:([\d.]+):)?(?:(${number}):)?(${number})(?:/(tcp|udp|sctp))?$`,
);

/** `[[ip:][published]:]target[/protocol]`; a range is several ports, and has no long form. */
export const portForm: ItemForm = {
  noun: 'port',
  toLong: (text) => (text.includes('$') ? longOfVariables(text) : longOf(text)),
  toShort: ({ host_ip: ip, published, target, protocol }) => {
    const address = typeof ip === 'string' ? `${ip.includes(':') ? `[${ip}]` : ip}:` : '';
    const host = typeof published === 'string' ? `${published}:` : address === '' ? '' : ':';
    const kind = typeof protocol === 'string' && protocol !== 'tcp' ? `/${protocol}` : '';
    return `${address}${host}${plainText(target)}${kind}`;
  },
  defaults: { protocol: 'tcp', mode: 'ingress' },
  quoted: true,
};

const longOf = (text: string): Readonly<Record<string, unknown>> | undefined => {
  const ports = parsePort(text);
  if ('error' in ports || ports.length !== 1) return undefined;
  const [port] = ports;
  return port && written(port.hostIp, port.published, port.target, port.protocol);
};

const longOfVariables = (text: string): Readonly<Record<string, unknown>> | undefined => {
  const [, ip, published, target, protocol] = withVariables.exec(text) ?? [];
  if (target === undefined) return undefined;
  return written(ip, published, /^\d+$/.test(target) ? Number(target) : target, protocol);
};

const written = (
  ip: string | undefined,
  published: string | undefined,
  target: number | string,
  protocol = 'tcp',
): Readonly<Record<string, unknown>> => ({
  target,
  ...(published !== undefined && { published }),
  ...(ip !== undefined && { host_ip: ip }),
  ...(protocol !== 'tcp' && { protocol }),
});
