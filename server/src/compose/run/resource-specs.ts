import type { EngineVolumes, NetworkSpec } from '../../engines/contract.ts';
import type { ComposeNetwork, ComposeVolume } from '../model.ts';

/** What a network of the project is made from, apart from its labels. */
export const networkSpecOf = (declared: ComposeNetwork): NetworkSpec => ({
  name: declared.name,
  ...(declared.driver !== undefined && { driver: declared.driver }),
  ...(declared.driver_opts !== undefined && { driverOptions: declared.driver_opts }),
  ...(declared.internal !== undefined && { internal: declared.internal }),
  ...(declared.attachable !== undefined && { attachable: declared.attachable }),
  ...(declared.enable_ipv4 !== undefined && { enableIpv4: declared.enable_ipv4 }),
  ...(declared.enable_ipv6 !== undefined && { enableIpv6: declared.enable_ipv6 }),
  ...(declared.ipam !== undefined && { ipam: ipamOf(declared.ipam) }),
});

const ipamOf = (ipam: NonNullable<ComposeNetwork['ipam']>): NonNullable<NetworkSpec['ipam']> => ({
  ...(ipam.driver !== undefined && { driver: ipam.driver }),
  ...(ipam.options !== undefined && { options: ipam.options }),
  ...(ipam.config !== undefined && {
    config: ipam.config.map((pool) => ({
      ...(pool.subnet !== undefined && { subnet: pool.subnet }),
      ...(pool.ip_range !== undefined && { ipRange: pool.ip_range }),
      ...(pool.gateway !== undefined && { gateway: pool.gateway }),
      ...(pool.aux_addresses !== undefined && { auxAddresses: pool.aux_addresses }),
    })),
  }),
});

/** What a volume of the project is made from, apart from its labels. */
export const volumeSpecOf = (declared: ComposeVolume): Parameters<EngineVolumes['create']>[0] => ({
  name: declared.name,
  ...(declared.driver !== undefined && { driver: declared.driver }),
  ...(declared.driver_opts !== undefined && { driverOptions: declared.driver_opts }),
});
