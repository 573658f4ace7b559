import type { DeviceTotals, InterfaceTotals } from '../contract.ts';

interface NetworkRecord {
  readonly rx_bytes: number;
  readonly tx_bytes: number;
}

/** As long as Linux lets the name of an interface be. */
const interfaceName = /^[^\s/]{1,15}$/;
/** Before version 5, Podman adds all of them up, under the endpoint's id or this. */
const podmanSum = 'network';

/** `undefined` where they are not told apart. */
export const interfacesOf = (
  networks: Readonly<Record<string, NetworkRecord>> = {},
): readonly InterfaceTotals[] | undefined => {
  const names = Object.keys(networks);
  if (names.length === 0) return undefined;
  if (names.some((name) => name === podmanSum || !interfaceName.test(name))) return undefined;
  return Object.entries(networks).map(([name, { rx_bytes, tx_bytes }]) => ({
    ...{ name, receivedBytes: rx_bytes, sentBytes: tx_bytes },
  }));
};

interface BlockEntry {
  readonly major?: number | undefined;
  readonly minor?: number | undefined;
  readonly op: string;
  readonly value: number;
}

/** `undefined` where they are not told apart, or none was used. */
export const devicesOf = (entries: readonly BlockEntry[]): readonly DeviceTotals[] | undefined => {
  const found = new Map<string, { readBytes: number; writtenBytes: number }>();
  for (const { major, minor, op, value } of entries) {
    if (major === undefined || minor === undefined) return undefined;
    const device = `${String(major)}:${String(minor)}`;
    const totals = found.get(device) ?? { readBytes: 0, writtenBytes: 0 };
    found.set(device, totals);
    // cgroup v1 says "Read", v2 says "read"; both say more than these two.
    if (op.toLowerCase() === 'read') totals.readBytes += value;
    else if (op.toLowerCase() === 'write') totals.writtenBytes += value;
  }
  return found.size === 0
    ? undefined
    : Array.from(found, ([device, totals]) => ({ device, ...totals }));
};
