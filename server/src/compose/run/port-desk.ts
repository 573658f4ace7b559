import type { PortRemap } from '#shared/protocol/projects';
import type { ComposeModel } from '../model.ts';
import type { PortAllocator, PortChoice, WantedPort } from '../runner-contract.ts';
import { ownLabels } from './labels.ts';
import type { Plan } from './plan.ts';
import { portOwner, type HostPorts } from './plan-service.ts';
import { fixedPort, portKey, protocolOf } from './spec/ports.ts';

/** The host ports of one start: asked for once before planning, and again where one is lost. */
export interface PortDesk {
  /** Those that differ from the file, for one container. */
  chosen(service: string, number: number): ReadonlyMap<string, number> | undefined;
  readonly hostPorts: HostPorts;
  readonly remaps: readonly PortRemap[];
  /**
   * Takes other ports for a container that could not get its own. `message` is the engine's; ports
   * that it names are not taken again. False when there is no other.
   */
  avoid(service: string, number: number, message: string): Promise<boolean>;
}

export const openPortDesk = async (options: {
  readonly model: ComposeModel;
  readonly plan: Plan;
  readonly allocator: PortAllocator;
  readonly signal: AbortSignal;
}): Promise<PortDesk> => {
  const { model, plan, allocator, signal } = options;
  const choices = new Map<string, PortChoice>();
  const refused = new Set<number>();
  const allocate = async (wanted: readonly WantedPort[]): Promise<void> => {
    if (wanted.length === 0) return;
    const made = await allocator.allocate({
      project: model.name,
      wanted,
      signal,
      ...(refused.size > 0 && { avoid: [...refused] }),
    });
    for (const choice of made) choices.set(keyOf(choice), choice);
  };
  await allocate(wantedPorts(plan));
  const left = leftPorts(plan);
  const chosen = (service: string, number: number): ReadonlyMap<string, number> | undefined => {
    const owner = portOwner(service, number);
    const differing = [...choices.values()]
      .filter((choice) => choice.service === owner && choice.chosen !== choice.port)
      .map((choice) => [portKey(choice), choice.chosen] as const);
    const asked = [...choices.values()].some((choice) => choice.service === owner);
    return asked ? new Map(differing) : left.get(owner);
  };
  return {
    chosen,
    get hostPorts() {
      const owners = new Set([...choices.values()].map(({ service }) => service));
      return new Map(
        [...owners].map((owner) => {
          const [service = '', number = '1'] = owner.split(':');
          return [owner, chosen(service, Number(number)) ?? new Map<string, number>()];
        }),
      );
    },
    get remaps() {
      return [...choices.values()].flatMap(({ remap }) =>
        remap === undefined ? [] : [{ ...remap, service: serviceOfOwner(remap.service) }],
      );
    },
    async avoid(service, number, message) {
      const owner = portOwner(service, number);
      const own = [...choices.values()].filter((choice) => choice.service === owner);
      const named = own.filter((choice) =>
        new RegExp(`:${String(choice.chosen)}\\b`).test(message),
      );
      const lost = named.length > 0 ? named : own;
      for (const choice of lost) refused.add(choice.chosen);
      await allocate(
        lost.map(({ hostIp, port, protocol }) => ({ service: owner, hostIp, port, protocol })),
      );
      return lost.length > 0;
    },
  };
};

const serviceOfOwner = (owner: string): string => owner.split(':')[0] ?? owner;

const keyOf = (port: WantedPort): string => `${port.service} ${portKey(port)}`;

/** Ports of the containers that this start makes or starts. Those that run have theirs. */
const wantedPorts = (plan: Plan): readonly WantedPort[] => {
  const unsure = new Set(
    plan.images.filter(({ kind }) => kind !== 'use').flatMap(({ services }) => services),
  );
  return plan.services.flatMap(({ name, declared, containers }) =>
    containers
      .filter(({ kind }) => acting.has(kind) || (kind === 'leave' && unsure.has(name)))
      .flatMap(({ number }) =>
        (declared.ports ?? []).flatMap((port): readonly WantedPort[] => {
          const fixed = fixedPort(port);
          if (fixed === undefined) return [];
          return [
            {
              service: portOwner(name, number),
              hostIp: port.host_ip ?? '',
              port: fixed,
              protocol: protocolOf(port.protocol),
            },
          ];
        }),
      ),
  );
};

const acting: ReadonlySet<string> = new Set(['create', 'recreate', 'start']);

/** What running containers were given before, read from their labels. */
const leftPorts = (plan: Plan): HostPorts =>
  new Map(
    plan.services.flatMap(({ name, containers }) =>
      containers.flatMap((action) => {
        if (action.kind === 'create') return [];
        const label = action.existing.labels[ownLabels.ports] ?? '';
        const entries = label.split(',').flatMap((entry) => {
          const equals = entry.lastIndexOf('=');
          return equals < 0
            ? []
            : [[entry.slice(0, equals), Number(entry.slice(equals + 1))] as const];
        });
        return [[portOwner(name, action.number), new Map(entries)] as const];
      }),
    ),
  );
