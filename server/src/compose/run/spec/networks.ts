import type { NetworkAttachment } from '../../../engines/contract.ts';
import type { ComposeServiceNetwork } from '../../model.ts';
import { containerNameOf, serviceOfMode } from '../names.ts';
import type { FieldEffect, FieldInput, FieldRule } from './context.ts';

/** Network keys of a service, the one that is joined first in front. */
export const orderedNetworks = (
  networks: Readonly<Record<string, ComposeServiceNetwork | null>>,
): readonly string[] =>
  Object.keys(networks).sort(
    (a, b) => (networks[b]?.priority ?? 0) - (networks[a]?.priority ?? 0) || a.localeCompare(b),
  );

export const networksRule: FieldRule<'networks'> = (networks, input) => {
  if (input.declared.network_mode !== undefined) return {};
  return {
    spec: {
      networks: orderedNetworks(networks).map((key) => attachmentOf(key, networks[key], input)),
    },
  };
};

const attachmentOf = (
  key: string,
  options: ComposeServiceNetwork | null | undefined,
  input: FieldInput,
): NetworkAttachment => {
  const { model, name, declared, context } = input;
  const links = linksOf(input);
  const driverOptions = {
    ...options?.driver_opts,
    // How compose asks an engine for an interface's name (libnetwork's endpoint option).
    ...(options?.interface_name !== undefined && {
      'com.docker.network.endpoint.ifname': options.interface_name,
    }),
  };
  return {
    network: model.networks[key]?.name ?? key,
    // Compose sends a name that is there twice as it is, too.
    aliases: [
      containerNameOf(model.name, name, declared, context.number),
      name,
      ...(options?.aliases ?? []),
    ],
    ...(links.length > 0 && { links }),
    ...(options?.ipv4_address !== undefined && { ipv4Address: options.ipv4_address }),
    ...(options?.ipv6_address !== undefined && { ipv6Address: options.ipv6_address }),
    ...(options?.link_local_ips !== undefined && { linkLocalIps: options.link_local_ips }),
    ...(options?.mac_address !== undefined && { macAddress: options.mac_address }),
    ...(options?.gw_priority !== undefined && { gatewayPriority: options.gw_priority }),
    ...(Object.keys(driverOptions).length > 0 && { driverOptions }),
  };
};

type ModeField = 'networkMode' | 'ipc' | 'pid';

/** `service:db` becomes the id of that service's container. */
export const modeRule =
  (field: ModeField) =>
  (mode: string, { context }: FieldInput): FieldEffect => {
    const service = serviceOfMode(mode);
    if (service === undefined) return { spec: { [field]: mode } };
    const id = context.containerOf(service);
    return id === undefined
      ? { problems: [`"${mode}" needs a container of "${service}", and there is none`] }
      : { spec: { [field]: `container:${id}` } };
  };

/** On networks of its own a service's links are those of each network; else the container's. */
export const linksRule: FieldRule<'links'> = (_, input) => onDefaultNetwork(input);
export const externalLinksRule: FieldRule<'external_links'> = (_, input) => onDefaultNetwork(input);

const onDefaultNetwork = (input: FieldInput): FieldEffect =>
  input.declared.network_mode === undefined ? {} : { spec: { links: linksOf(input) } };

/** A link names a service, or with `external_links` a container; the engine wants a container. */
const linksOf = ({ model, declared }: FieldInput): readonly string[] => [
  ...(declared.links ?? []).map((link) => {
    const [service = '', alias = service] = link.split(':');
    const linked = model.services[service];
    const container =
      linked === undefined ? service : containerNameOf(model.name, service, linked, 1);
    return `${container}:${alias}`;
  }),
  ...(declared.external_links ?? []).map((link) => (link.includes(':') ? link : `${link}:${link}`)),
];
