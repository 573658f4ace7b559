import type { PortRemap } from '#shared/protocol/projects';
import type { ComposeModel } from '../model.ts';
import type { PortAllocator, PortChoice, WantedPort } from '../runner-contract.ts';
import { ownLabels } from './labels.ts';
import type { Plan } from './plan.ts';
import { portOwner, type HostPorts } from './plan-service.ts';
import { readRemapLabel } from './spec.ts';
import { portKey, wishOf } from './spec/ports.ts';

/** The host ports of one start: asked for once before planning, and again where one is lost. */
export interface PortDesk {
  /** Those that differ from the file, for one container. */
  chosen(service: string, number: number): ReadonlyMap<string, number> | undefined;
  readonly hostPorts: HostPorts;
  readonly remaps: readonly PortRemap[];
  /**
   * Takes other ports for a container that could not get its own. `message` is the engine's; ports
   * that it names are not taken again. Where the engine should choose within a range, it has tried
   * all of it. False when there is no other.
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
  const left = leftPorts(plan);
  await allocate(wantedPorts(plan, left));
  const chosen = (service: string, number: number): ReadonlyMap<string, number> | undefined => {
    const owner = portOwner(service, number);
    const differing = [...choices.values()]
      .filter((choice) => choice.service === owner && choice.remap !== undefined)
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
      const named = new Set([...message.matchAll(/:(\d+)\b/g)].map(([, port]) => Number(port)));
      const own = heldWishes(service, owner, model, choices);
      const hit = own.filter(({ ports }) => ports.some((port) => named.has(port)));
      const lost = hit.length > 0 ? hit : own;
      for (const { ports } of lost) for (const port of ports) refused.add(port);
      await allocate(lost.map(({ wish }) => wish));
      return lost.length > 0;
    },
  };
};

const serviceOfOwner = (owner: string): string => owner.split(':')[0] ?? owner;

const keyOf = (port: WantedPort): string => `${port.service} ${portKey(port)}`;

interface HeldWish {
  readonly wish: WantedPort;
  /** What the engine was asked for: one port, or all of a range. */
  readonly ports: readonly number[];
}

const heldWishes = (
  service: string,
  owner: string,
  model: ComposeModel,
  choices: ReadonlyMap<string, PortChoice>,
): readonly HeldWish[] =>
  (model.services[service]?.ports ?? []).flatMap((port): readonly HeldWish[] => {
    const wish = wishOf(port);
    if (wish === undefined) return [];
    const own = { service: owner, ...wish };
    const choice = choices.get(keyOf(own));
    if (wish.range === undefined && choice === undefined) return [];
    if (wish.range === undefined || choice?.remap !== undefined)
      return [{ wish: own, ports: [choice?.chosen ?? wish.port] }];
    const count = wish.range.to - wish.port + 1;
    return [{ wish: own, ports: Array.from({ length: count }, (_, index) => wish.port + index) }];
  });

/**
 * Ports of the containers that this start makes or starts; those that run have theirs. Within a range
 * the engine chooses, unless it could not once: then the container keeps what it got instead.
 */
const wantedPorts = (plan: Plan, left: HostPorts): readonly WantedPort[] => {
  const unsure = new Set(
    plan.images.filter(({ kind }) => kind !== 'use').flatMap(({ services }) => services),
  );
  return plan.services.flatMap(({ name, declared, containers }) =>
    containers
      .filter(({ kind }) => acting.has(kind) || (kind === 'leave' && unsure.has(name)))
      .flatMap(({ number }) => {
        const owner = portOwner(name, number);
        return (declared.ports ?? []).flatMap((port): readonly WantedPort[] => {
          const wish = wishOf(port);
          const chosen = wish?.range === undefined || left.get(owner)?.has(portKey(wish)) === true;
          return wish !== undefined && chosen ? [{ service: owner, ...wish }] : [];
        });
      }),
  );
};

const acting: ReadonlySet<string> = new Set(['create', 'recreate', 'start']);

/** What running containers were given before, read from their labels. */
const leftPorts = (plan: Plan): HostPorts =>
  new Map(
    plan.services.flatMap(({ name, containers }) =>
      containers.flatMap((action) => {
        if (action.kind === 'create') return [];
        const left = readRemapLabel(action.existing.labels[ownLabels.ports] ?? '');
        return [[portOwner(name, action.number), left] as const];
      }),
    ),
  );
