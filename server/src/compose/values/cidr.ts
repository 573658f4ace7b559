import { BlockList, isIP } from 'node:net';

interface Cidr {
  readonly address: string;
  readonly bits: number;
  readonly family: 'ipv4' | 'ipv6';
}

const parse = (text: string): Cidr | undefined => {
  const [address = '', bits = ''] = text.split('/');
  const version = isIP(address);
  const isRead = version !== 0 && /^\d+$/.test(bits) && Number(bits) <= (version === 4 ? 32 : 128);
  return isRead
    ? { address, bits: Number(bits), family: version === 4 ? 'ipv4' : 'ipv6' }
    : undefined;
};

/** Whether two subnets have an address in common: then one is within the other. */
export const subnetsOverlap = (a: string, b: string): boolean => {
  const [one, other] = [parse(a), parse(b)];
  if (one === undefined || other?.family !== one.family) return false;
  return holds(one, other) || holds(other, one);
};

const holds = (outer: Cidr, inner: Cidr): boolean => {
  const list = new BlockList();
  list.addSubnet(outer.address, outer.bits, outer.family);
  return list.check(inner.address, inner.family);
};
