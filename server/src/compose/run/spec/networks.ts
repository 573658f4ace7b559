import type { NetworkAttachment } from '../../../engines/contract.ts';
import type { ComposeServiceNetwork } from '../../model.ts';
import { containerNameOf, scaleOf, serviceOfMode } from '../names.ts';
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
    // Whoever says anything of a network asks for addresses there, if only for none.
    ...(options && { linkLocalIps: options.link_local_ips ?? [] }),
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

/**
 * A link names a service, or with `external_links` a container; the engine wants containers. Each of
 * the service's is linked under the alias and, as compose does it, under two numbered names.
 */
const linksOf = ({ model, declared }: FieldInput): readonly string[] => [
  ...(declared.links ?? []).flatMap((link) => {
    const [service = '', alias = service] = link.split(':');
    const linked = model.services[service];
    if (linked === undefined) return [`${service}:${alias}`];
    return Array.from({ length: scaleOf(linked) }, (_, index) => {
      const number = index + 1;
      const container = containerNameOf(model.name, service, linked, number);
      const names = [alias, `${service}-${number}`, `${model.name}-${service}-${number}`];
      return names.map((name) => `${container}:${name}`);
    }).flat();
  }),
  ...(declared.external_links ?? []).map((link) => (link.includes(':') ? link : `${link}:${link}`)),
];
