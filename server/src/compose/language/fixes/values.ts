import { isIP } from 'node:net';
import { namesNear } from '../../nearest-name.ts';
import type { Candidates } from './change.ts';

export const restartPolicies: Candidates = (value) =>
  namesNear(value.toLowerCase(), ['no', 'always', 'unless-stopped', 'on-failure']);

/** `yes` and `on` as YAML 1.2 writes them. */
export const plainBoolean: Candidates = (_, message) => {
  const [, meant] = /please use `(true|false)`/.exec(message) ?? [];
  return meant === undefined ? [] : [meant === 'true'];
};

/** What is left of a name without what it may not hold. */
export const safeName: Candidates = (value) => [
  value
    .trim()
    .replace(/[^a-zA-Z0-9_.-]+/g, '-')
    .replace(/^[^a-zA-Z0-9]+|-+$/g, ''),
];

/** Six bytes, however they were separated. */
export const macAddress: Candidates = (value) => {
  const digits = value.replace(/[^0-9a-f]/gi, '');
  return digits.length === 12 ? [(digits.match(/../g) ?? []).join(':').toLowerCase()] : [];
};

/** An address alone is a network as wide as it has zeros at its end. */
export const subnet: Candidates = (value) => {
  if (isIP(value) !== 4) return [];
  const [zeros = ''] = /(\.0)*$/.exec(value) ?? [];
  return [`${value}/${String(32 - 4 * zeros.length)}`];
};

/** Of `8080:80` the container's. */
export const exposedPort: Candidates = (value) => {
  const [, port] = /(?:^|:)([0-9]+(?:-[0-9]+)?(?:\/(?:tcp|udp|sctp))?)$/.exec(value.trim()) ?? [];
  return port === undefined ? [] : [port];
};

/** `tpc` for `tcp`. */
export const portProtocol: Candidates = (value, message) => {
  const [, wrong] = /invalid proto: (\S+)/.exec(message) ?? [];
  if (wrong === undefined || !value.endsWith(`/${wrong}`)) return [];
  return namesNear(wrong, ['tcp', 'udp', 'sctp'])
    .slice(0, 2)
    .map((protocol) => `${value.slice(0, -wrong.length)}${protocol}`);
};

/** The address that a name of the host itself stands for. */
export const hostAddress: Candidates = (value) => {
  if (value.toLowerCase() === 'localhost') return ['127.0.0.1'];
  return value === '*' ? ['0.0.0.0'] : [];
};

/** "value must be one of 'a', 'b'": a near one, or all when there are few. */
export const allowedValues: Candidates = (value, message) => {
  const [, list] = /value must be (?:one of )?((?:'[^']*'(?:, )?)+)/.exec(message) ?? [];
  if (list === undefined) return [];
  const allowed = [...list.matchAll(/'([^']*)'/g)].map(([, each = '']) => each);
  const sorted = namesNear(value, allowed);
  return allowed.length <= 6 ? sorted : sorted.slice(0, 3);
};

/** "does not match pattern 'always|never|…'": the nearest of the words. */
export const wordsOfPattern: Candidates = (value, message) => {
  const [, pattern] = /does not match pattern '([^']+)'/.exec(message) ?? [];
  const words = pattern?.split('|').filter((each) => /^[a-z_]+$/.test(each)) ?? [];
  return namesNear(value, words).slice(0, 3);
};

/** `yes`, or anything else that is no boolean. */
export const eitherBoolean: Candidates = (_, message) =>
  message.includes('invalid boolean') ? [true, false] : [];

/** `9000-8000`, the other way round. */
export const portsInOrder: Candidates = (value) => {
  const turned = value.replaceAll(/(\d+)-(\d+)/g, (range, from: string, to: string) =>
    Number(from) > Number(to) ? `${to}-${from}` : range,
  );
  return turned === value ? [] : [turned];
};

/** Every `$` that begins no variable, doubled. */
export const escapedDollars: Candidates = (value) => [
  value.replaceAll(/\$\$|\$(?!\{\w+(?::?[-?+][^{}$]*)?\}|[A-Za-z_])/g, '$$$$'),
];
