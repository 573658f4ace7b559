import { networkId } from '#shared/protocol/ids';
import type { NetworkItem } from '#shared/protocol/inventory';
import * as z from 'zod/mini';
import type { NetworkSpec } from '../contract.ts';
import { flag, labels, listOf, text } from './record.ts';

export const networkRecord = z.object({
  Id: networkId,
  Name: text,
  Driver: text,
  Scope: text,
  Internal: flag,
  Labels: labels,
  IPAM: z.catch(z.object({ Config: listOf(z.object({ Subnet: text })) }), { Config: [] }),
});

// Podman's own network is called podman; Windows engines have nat.
const builtInNames = new Set(['bridge', 'host', 'none', 'podman', 'nat']);

export const normalizeNetwork = (record: z.infer<typeof networkRecord>): NetworkItem => ({
  id: record.Id,
  name: record.Name,
  driver: record.Driver,
  scope: record.Scope,
  internal: record.Internal,
  subnets: record.IPAM.Config.map(({ Subnet }) => Subnet).filter((subnet) => subnet !== ''),
  labels: record.Labels,
  builtIn: builtInNames.has(record.Name),
});

/** The body of `POST /networks/create`. Turning IPv4 off is known from API 1.48 on. */
export const toNetworkBody = (
  spec: NetworkSpec,
  atLeast: (version: string) => boolean,
): Record<string, unknown> => ({
  Name: spec.name,
  CheckDuplicate: true,
  Driver: spec.driver,
  Options: spec.driverOptions,
  Internal: spec.internal,
  Attachable: spec.attachable,
  EnableIPv4: atLeast('1.48') ? spec.enableIpv4 : undefined,
  EnableIPv6: spec.enableIpv6,
  Labels: spec.labels,
  IPAM: spec.ipam && {
    Driver: spec.ipam.driver ?? 'default',
    Options: spec.ipam.options,
    Config: spec.ipam.config?.map((pool) => ({
      Subnet: pool.subnet,
      IPRange: pool.ipRange,
      Gateway: pool.gateway,
      AuxiliaryAddresses: pool.auxAddresses,
    })),
  },
});

/** Whether an existing network is what a spec asks for, as far as that shows. */
export const sameNetwork = (item: NetworkItem, spec: NetworkSpec): boolean => {
  const subnets = (spec.ipam?.config ?? []).flatMap(({ subnet }) => subnet ?? []);
  return (
    (spec.driver === undefined || item.driver === spec.driver) &&
    (spec.internal ?? false) === item.internal &&
    subnets.every((subnet) => item.subnets.includes(subnet)) &&
    Object.entries(spec.labels ?? {}).every(([name, value]) => item.labels[name] === value)
  );
};
