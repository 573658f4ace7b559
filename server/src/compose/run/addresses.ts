import type { PortItem } from '#shared/protocol/inventory';
import type { Engine } from '../../engines/contract.ts';
import type { ComposeModel } from '../model.ts';
import type { PortDesk } from './port-desk.ts';
import type { ServiceResult } from './service-run.ts';
import { fixedPort, portKey, protocolOf } from './spec/ports.ts';
import type { ObservedState } from './state.ts';

interface AddressOptions {
  readonly engine: Engine;
  readonly model: ComposeModel;
  readonly services: readonly ServiceResult[];
  readonly state: ObservedState;
  readonly ports: PortDesk;
  /** Where published ports of this engine answer. */
  readonly host: string;
}

/** Each service's published TCP ports as web addresses. Asks the engine only for ports it chose. */
export const addressesOf = async (
  options: AddressOptions,
): Promise<ReadonlyMap<string, readonly string[]>> =>
  new Map(
    await Promise.all(
      options.services.map(
        async (service) => [service.name, await ofService(options, service)] as const,
      ),
    ),
  );

const ofService = async (
  { engine, model, state, ports, host }: AddressOptions,
  { name, action, containerIds }: ServiceResult,
): Promise<readonly string[]> => {
  const published = (model.services[name]?.ports ?? []).filter(
    (port) => protocolOf(port.protocol) === 'tcp',
  );
  if (published.length === 0) return [];
  const fixed = published.map(fixedPort);
  // Numbers go on counting, so the only container of a service need not be its first.
  const renumbered = state.containers.some(
    ({ compose }) => compose?.service === name && !compose.oneOff && compose.number !== 1,
  );
  if (containerIds.length === 1 && !renumbered && fixed.every((port) => port !== undefined)) {
    const chosen = ports.chosen(name, 1);
    return published.map((port, index) => {
      const wanted = fixed[index] ?? 0;
      const hostIp = port.host_ip ?? '';
      const key = portKey({ hostIp, port: wanted, protocol: 'tcp' });
      return addressOf(hostIp, chosen?.get(key) ?? wanted, host);
    });
  }
  const known = new Map(state.containers.map((item) => [item.id, item]));
  const items = await Promise.all(
    containerIds.map(async (id) =>
      action === 'unchanged' ? known.get(id) : engine.containers.get(id),
    ),
  );
  return [
    ...new Set(
      items.flatMap((item) => (item?.ports ?? []).flatMap((port) => webAddress(port, host) ?? [])),
    ),
  ];
};

/** Where a published port answers, if it may be a web server that does. */
export const webAddress = (port: PortItem, host: string): string | undefined =>
  port.protocol === 'tcp' && port.hostPort !== undefined
    ? addressOf(port.hostIp ?? '', port.hostPort, host)
    : undefined;

const anyAddress: ReadonlySet<string> = new Set(['', '0.0.0.0', '::', '127.0.0.1', '::1']);

const addressOf = (hostIp: string, port: number, host: string): string => {
  const name = anyAddress.has(hostIp) ? host : hostIp;
  return `http://${name.includes(':') ? `[${name}]` : name}:${String(port)}`;
};

/** The host part of an engine's address; local sockets are on this machine. */
export const hostOf = (address: string): string => {
  if (!/^(tcp|ssh|https?):/.test(address)) return 'localhost';
  try {
    const { hostname } = new URL(address.replace(/^(tcp|ssh):/, 'http:'));
    return hostname === '' || anyAddress.has(hostname) ? 'localhost' : hostname;
  } catch {
    return 'localhost';
  }
};
