import type { ContainerItem } from '#shared/protocol/inventory';
import type { ComposeModel, ComposeService } from '../model.ts';
import { serviceHash } from '../hash.ts';
import { changedFields } from './changed-fields.ts';
import { composeLabels, ownLabels } from './labels.ts';
import { containerNameOf, scaleOf } from './names.ts';
import { withReferences } from './references.ts';
import { remapLabel } from './spec.ts';
import type { ObservedState } from './state.ts';

/** What happens to one container of a service. */
export type ContainerAction =
  | {
      readonly kind: 'create';
      readonly number: number;
      readonly name: string;
      readonly reason: string;
    }
  | {
      readonly kind: 'recreate' | 'start' | 'unpause' | 'leave' | 'remove';
      readonly number: number;
      readonly name: string;
      readonly existing: ContainerItem;
      readonly reason: string;
    };

/** Per `portOwner`, the host ports that differ from the file. */
export type HostPorts = ReadonlyMap<string, ReadonlyMap<string, number>>;

/** Who a host port is kept for: the second and later containers of a service have their own. */
export const portOwner = (service: string, number: number): string =>
  number === 1 ? service : `${service}:${String(number)}`;

export interface ServiceInput {
  readonly model: ComposeModel;
  readonly name: string;
  readonly declared: ComposeService;
  readonly state: ObservedState;
  /** Keys of networks and volumes that this start makes. */
  readonly fresh: {
    readonly networks: ReadonlySet<string>;
    readonly volumes: ReadonlySet<string>;
  };
  readonly hostPorts: HostPorts | undefined;
}

export interface ServiceOptions {
  /** Of the image that containers are to be made from; unknown until it is pulled or built. */
  readonly imageId: string | undefined;
  readonly recreate: boolean;
  /** A service whose container this one's are bound to and that gets a new one. */
  readonly renewedNeed: string | undefined;
}

/** Compares one service with its containers. Planned again when its image turns out to be new. */
export const planService = (
  input: ServiceInput,
  options: ServiceOptions,
): readonly ContainerAction[] => {
  const judged = containersOf(input)
    .map((existing) => ({ existing, stale: staleReason(existing, input, options) }))
    .sort(
      (a, b) =>
        Number(a.stale !== undefined) - Number(b.stale !== undefined) ||
        numberOf(a.existing) - numberOf(b.existing),
    );
  const scale = scaleOf(input.declared);
  const seen = new Set<number>();
  const kept: ContainerAction[] = [];
  const removed: ContainerAction[] = [];
  for (const { existing, stale } of judged) {
    const number = numberOf(existing);
    if (kept.length >= scale || seen.has(number)) {
      removed.push(removal(existing, seen.has(number)));
      continue;
    }
    seen.add(number);
    kept.push(
      stale === undefined
        ? continued(existing, input)
        : { ...named(existing), kind: 'recreate', reason: stale },
    );
  }
  return [...removed, ...kept, ...missing(input, scale - kept.length)];
};

/**
 * Whether those who are bound to a service's containers, or restart with it, have to follow: one that
 * they may know is another one now. More or fewer of the same are no reason.
 */
export const renews = (actions: readonly ContainerAction[]): boolean => {
  const stays = actions.filter(({ kind }) => kind !== 'create' && kind !== 'remove');
  if (stays.length === 0) return actions.some(({ kind }) => kind === 'create');
  const first = Math.min(...stays.map(({ number }) => number));
  return (
    stays.some(({ kind }) => kind === 'recreate') ||
    actions.some(({ kind, number }) => kind === 'remove' && number < first)
  );
};

const containersOf = ({ name, state }: ServiceInput): readonly ContainerItem[] =>
  state.containers.filter(({ compose }) => compose?.service === name && !compose.oneOff);

/** The id of a service's first container. */
const firstContainer = ({ containers }: ObservedState, service: string): string | undefined =>
  containers
    .filter(({ compose }) => compose?.service === service && !compose.oneOff)
    .sort((a, b) => numberOf(a) - numberOf(b))[0]?.id;

const numberOf = (container: ContainerItem): number => container.compose?.number ?? 0;

const named = (existing: ContainerItem) => ({
  number: numberOf(existing),
  name: existing.name,
  existing,
});

const removal = (existing: ContainerItem, twin: boolean): ContainerAction => ({
  ...named(existing),
  kind: 'remove',
  reason: twin ? 'it was replaced by another container' : 'the service wants fewer containers',
});

/** Numbers go on from the highest, as with compose: a number is not given twice in a life. */
const missing = (input: ServiceInput, count: number): readonly ContainerAction[] => {
  const { model, name, declared } = input;
  const highest = Math.max(0, ...containersOf(input).map(numberOf));
  return Array.from({ length: Math.max(0, count) }, (_, index) => ({
    kind: 'create',
    number: highest + 1 + index,
    name: containerNameOf(model.name, name, declared, highest + 1 + index),
    reason: highest === 0 ? 'it does not exist yet' : 'the service wants more containers',
  }));
};

/** Why the container has to be made anew, or `undefined` when it can stay. */
const staleReason = (
  existing: ContainerItem,
  input: ServiceInput,
  options: ServiceOptions,
): string | undefined => {
  if (options.recreate) return 'a recreation was asked for';
  return staleRules.map((rule) => rule(existing, input, options)).find((why) => why !== undefined);
};

type StaleRule = (
  existing: ContainerItem,
  input: ServiceInput,
  options: ServiceOptions,
) => string | undefined;

const staleRules: readonly StaleRule[] = [
  ({ status }) =>
    status === 'dead' || status === 'removing' ? 'the engine could not remove it whole' : undefined,
  (existing, { model, name, declared, state }) => {
    const wanted = serviceHash(withReferences(declared, (other) => firstContainer(state, other)));
    if (existing.labels[composeLabels.configHash] === wanted) return undefined;
    const record = state.records?.get(existing.id);
    const fields = record === undefined ? [] : changedFields(record, { model, name, declared });
    return ['its definition changed', fields.join(', ')].filter((part) => part !== '').join(': ');
  },
  ({ labels, imageId }, _, options) =>
    options.imageId === undefined || (labels[composeLabels.image] ?? imageId) === options.imageId
      ? undefined
      : 'its image is a newer one',
  (_, __, { renewedNeed }) =>
    renewedNeed === undefined
      ? undefined
      : `it is bound to a container of "${renewedNeed}", which is new`,
  (existing, { model, declared, fresh }) => {
    const keys = Object.keys(declared.networks ?? {});
    const made = keys.find((key) => fresh.networks.has(key));
    if (made !== undefined) return `its network "${made}" is new`;
    const left = keys.find((key) => !isAttached(existing, model, key));
    return left === undefined ? undefined : `it is not attached to network "${left}"`;
  },
  (existing, { model, declared, fresh }) => {
    const keys = (declared.volumes ?? []).flatMap(({ type, source }) =>
      type === 'volume' && source !== undefined && source !== '' ? [source] : [],
    );
    const made = keys.find((key) => fresh.volumes.has(key));
    if (made !== undefined) return `its volume "${made}" is new`;
    const sources = new Set(existing.mounts.map(({ source }) => source));
    const left = keys.find((key) => !sources.has(model.volumes[key]?.name ?? key));
    return left === undefined ? undefined : `volume "${left}" is not mounted`;
  },
  (existing, { name, hostPorts }) => {
    // A running container holds its ports; the others must be able to take theirs.
    const chosen = hostPorts?.get(portOwner(name, numberOf(existing)));
    if (chosen === undefined || existing.status === 'running') return undefined;
    const wanted = remapLabel(chosen);
    return wanted === (existing.labels[ownLabels.ports] ?? '')
      ? undefined
      : 'its host port changed';
  },
];

/**
 * Only a running container is surely attached, though one that is on no network at all was cut off; an
 * external network may be named by its id.
 */
const isAttached = (existing: ContainerItem, model: ComposeModel, key: string): boolean => {
  const network = model.networks[key];
  return (
    (existing.status !== 'running' && existing.networks.length > 0) ||
    network === undefined ||
    network.external === true ||
    existing.networks.includes(network.name)
  );
};

/** A container that stays as it was made. */
const continued = (existing: ContainerItem, input: ServiceInput): ContainerAction => {
  const base = named(existing);
  switch (existing.status) {
    case 'running':
    case 'restarting':
      return { ...base, kind: 'leave', reason: 'it is up to date' };
    case 'paused':
      return { ...base, kind: 'unpause', reason: 'it is paused' };
    default:
      return hasDoneItsJob(existing, input)
        ? { ...base, kind: 'leave', reason: 'it has done its job, and what waited for it runs' }
        : { ...base, kind: 'start', reason: 'it is not running' };
  }
};

const hasDoneItsJob = (existing: ContainerItem, { model, name, state }: ServiceInput): boolean => {
  if (existing.status !== 'exited' || existing.exitCode !== 0) return false;
  const waiting = Object.entries(model.services).filter(
    ([, other]) => other.depends_on?.[name]?.condition === 'service_completed_successfully',
  );
  const runs = (service: string): boolean =>
    state.containers.some(
      ({ compose, status }) => compose?.service === service && status === 'running',
    );
  return waiting.length > 0 && waiting.every(([service]) => runs(service));
};
