import type { NetworkAttachment } from '../contract.ts';

/** How a container is on a network: `EndpointSettings` of the Engine API. */
export const toEndpointSettings = (
  attachment: Omit<NetworkAttachment, 'network'>,
  atLeast: (version: string) => boolean,
): Record<string, unknown> => {
  const { ipv4Address, ipv6Address, linkLocalIps } = attachment;
  const addressed = (ipv4Address ?? ipv6Address ?? linkLocalIps) !== undefined;
  return {
    Aliases: attachment.aliases,
    Links: attachment.links,
    MacAddress: attachment.macAddress,
    DriverOpts: attachment.driverOptions,
    IPAMConfig: addressed
      ? { IPv4Address: ipv4Address, IPv6Address: ipv6Address, LinkLocalIPs: linkLocalIps }
      : undefined,
    GwPriority: atLeast('1.48') ? attachment.gatewayPriority : undefined,
  };
};
