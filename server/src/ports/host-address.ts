import { isIPv6 } from 'node:net';

type Family = 'v4' | 'v6';

const familiesOf = (hostIp: string): readonly Family[] => {
  if (hostIp === '') return ['v4', 'v6'];
  return isIPv6(hostIp) ? ['v6'] : ['v4'];
};

const isEvery = (hostIp: string): boolean =>
  hostIp === '' || hostIp === '0.0.0.0' || hostIp === '::';

/** Whether the same port on both addresses is one and the same; empty means every address. */
export const overlaps = (a: string, b: string): boolean => {
  if (!familiesOf(a).some((family) => familiesOf(b).includes(family))) return false;
  return a === b || isEvery(a) || isEvery(b);
};

/** The addresses to bind to find out whether a port is free. */
export const bindAddresses = (hostIp: string): readonly string[] =>
  hostIp === '' ? ['0.0.0.0', '::'] : [hostIp];
