import type { PlannedAction, PlannedVerb, StartPreview } from '#shared/protocol/projects';
import * as z from 'zod/mini';
import type { Engine } from '../../engines/contract.ts';
import type { ComposeModel } from '../model.ts';
import type { StartOptions } from '../runner-contract.ts';
import { containerFacts, type ContainerFacts } from './changed-fields.ts';
import { drawPlan } from './draw-plan.ts';
import { planProject, type Plan, type PlanOptions, type ServicePlan } from './plan.ts';
import type { ImageAction } from './plan-images.ts';
import type { ResourceAction } from './plan-resources.ts';
import type { ContainerAction } from './plan-service.ts';
import { readState } from './state.ts';

/** What a start would do. Reads the engine, and explains changes by what containers were made from. */
export const previewStart = async (
  engine: Engine,
  model: ComposeModel,
  options: PlanOptions,
  signal: AbortSignal,
): Promise<Omit<StartPreview, 'projectId'>> => {
  const state = await readState(engine, model, signal);
  const first = planProject(model, state, options);
  const records = await readRecords(engine, first, signal);
  return previewOf(model.name, planProject(model, { ...state, records }, options), options);
};

const readRecords = async (
  engine: Engine,
  plan: Plan,
  signal: AbortSignal,
): Promise<ReadonlyMap<string, ContainerFacts>> => {
  const ids = plan.services.flatMap(({ containers }) =>
    containers.flatMap((action) => (action.kind === 'recreate' ? action.existing.id : [])),
  );
  const read = ids.map(async (id): Promise<readonly [string, ContainerFacts][]> => {
    // A record that cannot be had leaves a reason with fewer words.
    const record = await engine.containers.inspect(id, signal).catch(() => undefined);
    const facts = z.safeParse(containerFacts, record);
    return facts.success ? [[id, facts.data]] : [];
  });
  return new Map((await Promise.all(read)).flat());
};

/** A plan as a tree of actions with their reasons. Does no I/O and cannot throw. */
export const previewOf = (
  name: string,
  plan: Plan,
  options: Pick<StartOptions, 'removeOrphans'>,
): Omit<StartPreview, 'projectId'> => {
  const actions = [
    ...plan.networks.map((action) => resourceAction('network', action)),
    ...plan.volumes.map((action) => resourceAction('volume', action)),
    ...plan.services.map((service) => serviceAction(service, plan)),
    ...plan.orphans.map((orphan): PlannedAction => ({
      kind: 'orphan',
      verb: options.removeOrphans === true ? 'remove' : 'keep',
      target: orphan.name,
      ...(orphan.compose !== undefined && { service: orphan.compose.service }),
      reason: 'its service is not in the file any more',
      children: [],
    })),
  ];
  const changes = actions.flatMap(leaves).filter(({ verb }) => verb !== 'keep').length;
  return { name, actions, changes, lines: drawPlan(name, actions), warnings: plan.warnings };
};

/** What counts: a service is only what happens to its image and containers. */
const leaves = (action: PlannedAction): readonly PlannedAction[] =>
  action.kind === 'service' ? action.children : [action];

const resourceVerbs: Readonly<Record<ResourceAction['kind'], PlannedVerb>> = {
  keep: 'keep',
  create: 'create',
  recreate: 'recreate',
  missing: 'fail',
  nameless: 'fail',
};

const resourceAction = (kind: 'network' | 'volume', action: ResourceAction): PlannedAction => ({
  kind,
  verb: resourceVerbs[action.kind],
  target: action.name === '' ? action.key : action.name,
  reason: action.reason,
  children: [],
});

const imageVerbs: Readonly<Record<ImageAction['kind'], PlannedVerb>> = {
  use: 'keep',
  pull: 'pull',
  build: 'build',
  missing: 'fail',
};

const serviceAction = (service: ServicePlan, plan: Plan): PlannedAction => {
  const image = plan.images.find(({ reference }) => reference === service.image);
  const containers = service.containers.map((action) => containerAction(action, service, plan));
  const [decisive] = [...containers].sort((a, b) => weight(b.verb) - weight(a.verb));
  return {
    kind: 'service',
    verb: decisive?.verb ?? 'keep',
    target: service.name,
    service: service.name,
    reason: decisive?.reason ?? 'it wants no container',
    children: [
      // An image that several services share is told of once, where it is first needed.
      ...(image?.services[0] === service.name ? [imageAction(image)] : []),
      ...containers,
    ],
  };
};

const imageAction = (image: ImageAction): PlannedAction => ({
  kind: 'image',
  verb: imageVerbs[image.kind],
  target: image.reference,
  ...(image.services[0] !== undefined && { service: image.services[0] }),
  reason: image.reason,
  children: [],
});

const containerVerbs: Readonly<Record<ContainerAction['kind'], PlannedVerb>> = {
  create: 'create',
  recreate: 'recreate',
  start: 'start',
  unpause: 'unpause',
  leave: 'keep',
  remove: 'remove',
};

const containerAction = (
  action: ContainerAction,
  service: ServicePlan,
  plan: Plan,
): PlannedAction => {
  const base = { kind: 'container', target: action.name, service: service.name } as const;
  const renewed =
    action.kind === 'leave'
      ? service.dependencies.find(
          (dependency) =>
            dependency.restart &&
            plan.services.some(({ name, renewed }) => renewed && name === dependency.service),
        )
      : undefined;
  if (renewed !== undefined) {
    const reason = `"${renewed.service}", which it depends on, is made anew`;
    return { ...base, verb: 'restart', reason, children: [] };
  }
  const image = plan.images.find(({ reference }) => reference === service.image);
  const unsure = (image?.kind === 'pull' || image?.kind === 'build') && keeps.has(action.kind);
  const reason = unsure
    ? `${action.reason}; it is made anew if "${image.reference}" turns out to be another image`
    : action.reason;
  return { ...base, verb: containerVerbs[action.kind], reason, children: [] };
};

const keeps: ReadonlySet<ContainerAction['kind']> = new Set(['leave', 'start', 'unpause']);

/** Of all that happens to a service's containers, the word for the service. */
const weights: readonly PlannedVerb[] = [
  'recreate',
  'create',
  'remove',
  'restart',
  'start',
  'unpause',
];

const weight = (verb: PlannedVerb): number =>
  weights.includes(verb) ? weights.length - weights.indexOf(verb) : 0;
