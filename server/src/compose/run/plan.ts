import type { ContainerItem } from '#shared/protocol/inventory';
import type { ComposeModel, ComposeService } from '../model.ts';
import type { StartOptions } from '../runner-contract.ts';
import { planImages, type ImageAction } from './plan-images.ts';
import { planNetworks, planVolumes, type ResourceAction } from './plan-resources.ts';
import { serviceWarnings } from './spec.ts';
import {
  chosenServices,
  dependenciesOf,
  isJob,
  urgencyOf,
  type Dependency,
} from './plan-dependencies.ts';
import { planService, renews, type ContainerAction, type HostPorts } from './plan-service.ts';
import { creationNeeds, imageNameOf } from './names.ts';
import type { ObservedState } from './state.ts';

export interface PlanOptions extends StartOptions {
  /** Host ports that differ from the file, by `portOwner`. */
  readonly hostPorts?: HostPorts;
  readonly nowMs: number;
}

export interface ServicePlan {
  readonly name: string;
  readonly declared: ComposeService;
  /** The reference of its image. */
  readonly image: string;
  readonly containers: readonly ContainerAction[];
  readonly dependencies: readonly Dependency[];
  /** Services whose containers have to exist before this one's can be created. */
  readonly creationNeeds: readonly string[];
  /** Containers that others are bound to or depend on are other ones than before. */
  readonly renewed: boolean;
  /** Some service waits for this one to end with exit code 0. */
  readonly isJob: boolean;
  /** How much waits for it: of those that could go on at once, the engine is given these first. */
  readonly urgency: number;
}

/** What a start will do, before it does it. Each action says why in a sentence. */
export interface Plan {
  readonly networks: readonly ResourceAction[];
  readonly volumes: readonly ResourceAction[];
  readonly images: readonly ImageAction[];
  /** In an order in which dependencies come first. */
  readonly services: readonly ServicePlan[];
  /** Containers whose service the file does not know any more. */
  readonly orphans: readonly ContainerItem[];
  readonly warnings: readonly string[];
}

/** Compares the model with the engine. Does no I/O and cannot throw. */
export const planProject = (
  model: ComposeModel,
  state: ObservedState,
  options: PlanOptions,
): Plan => {
  const chosen = touchedServices(model, state, options);
  const asked = new Set(options.services ?? Object.keys(model.services));
  const used = usedResources(model, chosen);
  const networks = planNetworks(model, state, used.networks);
  const volumes = planVolumes(model, state, used.volumes);
  const images = planImages(model, state, chosen, { ...options, asked });
  const fresh = {
    networks: namesOfFresh(networks),
    volumes: namesOfFresh(volumes),
  };
  const services: ServicePlan[] = [];
  const renewed = new Set<string>();
  for (const name of chosen) {
    const declared = model.services[name];
    if (declared === undefined) continue;
    const image = imageNameOf(model.name, name, declared);
    const needs = creationNeeds(declared);
    const containers = planService(
      { model, name, declared, state, fresh, hostPorts: options.hostPorts },
      {
        imageId: state.images.get(image)?.id,
        recreate: options.recreate === true && asked.has(name),
        renewedNeed: needs.find((need) => renewed.has(need)),
      },
    );
    if (renews(containers)) renewed.add(name);
    services.push({
      name,
      declared,
      image,
      containers,
      dependencies: dependenciesOf(model, declared),
      creationNeeds: needs.filter((need) => chosen.includes(need)),
      renewed: renewed.has(name),
      isJob: isJob(model, chosen, name),
      urgency: urgencyOf(model, chosen, name),
    });
  }
  return {
    networks,
    volumes,
    images,
    services,
    orphans: orphansOf(model, state.containers),
    warnings: [
      ...[...volumes, ...networks].flatMap(({ warning }) => warning ?? []),
      ...warningsOf(model, chosen, asked),
    ],
  };
};

const warningsOf = (
  model: ComposeModel,
  chosen: readonly string[],
  asked: ReadonlySet<string>,
): readonly string[] =>
  Object.entries(model.services)
    .filter(
      ([name, { provider }]) =>
        chosen.includes(name) || (provider !== undefined && asked.has(name)),
    )
    .flatMap(([name, declared]) => serviceWarnings(model, name, declared));

/**
 * What is asked for, and what runs on a network that has to be made anew for that: it would be left
 * without one.
 */
const touchedServices = (
  model: ComposeModel,
  state: ObservedState,
  options: PlanOptions,
): readonly string[] => {
  const alone = { alone: options.noDependencies === true };
  const chosen = chosenServices(model, options.services, alone);
  if (options.services === undefined) return chosen;
  const networks = planNetworks(model, state, usedResources(model, chosen).networks);
  const renewed = networks.filter(({ kind }) => kind === 'recreate').map(({ key }) => key);
  const running = new Set(
    state.containers
      .filter(({ status, compose }) => status === 'running' && compose?.oneOff === false)
      .map(({ compose }) => compose?.service),
  );
  const cut = Object.entries(model.services)
    .filter(([name]) => running.has(name))
    .filter(([, declared]) => renewed.some((key) => key in (declared.networks ?? {})))
    .map(([name]) => name);
  return cut.length === 0
    ? chosen
    : chosenServices(model, [...new Set([...chosen, ...cut])], { alone: true });
};

const usedResources = (
  model: ComposeModel,
  chosen: readonly string[],
): { readonly networks: ReadonlySet<string>; readonly volumes: ReadonlySet<string> } => {
  const services = chosen.flatMap((name) => model.services[name] ?? []);
  return {
    networks: new Set(services.flatMap(({ networks }) => Object.keys(networks ?? {}))),
    volumes: new Set(
      services.flatMap(({ volumes }) =>
        (volumes ?? []).flatMap(({ type, source }) =>
          type === 'volume' && source !== undefined ? [source] : [],
        ),
      ),
    ),
  };
};

const namesOfFresh = (actions: readonly ResourceAction[]): ReadonlySet<string> =>
  new Set(
    actions.filter(({ kind }) => kind === 'create' || kind === 'recreate').map(({ key }) => key),
  );

/** Containers of services that the file does not have any more; one-off ones are none. */
export const orphansOf = (
  model: ComposeModel,
  containers: readonly ContainerItem[],
): readonly ContainerItem[] =>
  containers.filter(
    ({ compose }) =>
      compose !== undefined && !compose.oneOff && !isKnownService(model, compose.service),
  );

/** The file has it, whether or not its profile is active. */
export const isKnownService = (model: ComposeModel, service: string): boolean =>
  service in model.services || service in model.disabledServices;
