import type { ComposeModel, ComposeService } from '../model.ts';
import type { StartOptions } from '../runner-contract.ts';
import { planImages, type ImageAction } from './plan-images.ts';
import { planNetworks, planVolumes, type ResourceAction } from './plan-resources.ts';
import { serviceWarnings } from './spec.ts';
import { planService, type ContainerAction, type HostPorts } from './plan-service.ts';
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
  /** Some service waits for this one to end with exit code 0. */
  readonly isJob: boolean;
  /** How much waits for it: of those that could go on at once, the engine is given these first. */
  readonly urgency: number;
}

export interface Dependency {
  readonly service: string;
  readonly condition: 'service_started' | 'service_healthy' | 'service_completed_successfully';
  readonly required: boolean;
  readonly restart: boolean;
}

/** What a start will do, before it does it. Each action says why in a sentence. */
export interface Plan {
  readonly networks: readonly ResourceAction[];
  readonly volumes: readonly ResourceAction[];
  readonly images: readonly ImageAction[];
  /** In an order in which dependencies come first. */
  readonly services: readonly ServicePlan[];
  /** Names of containers whose service the file does not know any more. They are left alone. */
  readonly orphans: readonly string[];
  readonly warnings: readonly string[];
}

/** Compares the model with the engine. Does no I/O and cannot throw. */
export const planProject = (
  model: ComposeModel,
  state: ObservedState,
  options: PlanOptions,
): Plan => {
  const chosen = chosenServices(model, options.services);
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
    if (containers.some((action) => action.kind === 'create' || action.kind === 'recreate'))
      renewed.add(name);
    services.push({
      name,
      declared,
      image,
      containers,
      dependencies: dependenciesOf(model, declared),
      creationNeeds: needs.filter((need) => chosen.includes(need)),
      isJob: isJob(model, chosen, name),
      urgency: urgencyOf(model, chosen, name),
    });
  }
  return {
    networks,
    volumes,
    images,
    services,
    orphans: orphansOf(model, state),
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

/** The named services and what they need, dependencies first. */
export const chosenServices = (
  model: ComposeModel,
  asked: readonly string[] | undefined,
): readonly string[] => {
  const ordered = new Set<string>();
  const visiting = new Set<string>();
  const visit = (name: string): void => {
    const declared = model.services[name];
    // A cycle is the loader's to report; here it only must not run for ever.
    if (declared === undefined || declared.provider !== undefined || visiting.has(name)) return;
    visiting.add(name);
    for (const need of neededBy(declared)) visit(need);
    ordered.add(name);
  };
  for (const name of asked ?? Object.keys(model.services)) visit(name);
  return [...ordered];
};

const neededBy = (declared: ComposeService): readonly string[] => [
  ...Object.keys(declared.depends_on ?? {}),
  ...creationNeeds(declared),
  ...(declared.links ?? []).map((link) => link.split(':')[0] ?? link),
];

const dependenciesOf = (model: ComposeModel, declared: ComposeService): readonly Dependency[] => {
  const written = Object.entries(declared.depends_on ?? {})
    .filter(([service]) => model.services[service]?.provider === undefined)
    .filter(([service, { required }]) => required || model.services[service] !== undefined)
    .map(([service, { condition, required, restart }]) => ({
      service,
      condition,
      required,
      restart: restart ?? false,
    }));
  const implied = neededBy(declared)
    .filter((service) => !written.some((dependency) => dependency.service === service))
    .filter((service) => model.services[service] !== undefined)
    .map((service) => ({
      service,
      condition: 'service_started' as const,
      required: true,
      restart: false,
    }));
  return [...written, ...implied];
};

const isJob = (model: ComposeModel, chosen: readonly string[], name: string): boolean =>
  chosen.some(
    (other) =>
      model.services[other]?.depends_on?.[name]?.condition === 'service_completed_successfully',
  );

/** The longest chain of services that wait for it; waiting for more than a start counts most. */
const urgencyOf = (
  model: ComposeModel,
  chosen: readonly string[],
  name: string,
  path: ReadonlySet<string> = new Set(),
): number => {
  const deeper = new Set([...path, name]);
  const chains = chosen
    .filter((other) => !deeper.has(other))
    .flatMap((other) => {
      const condition = model.services[other]?.depends_on?.[name]?.condition;
      if (condition === undefined) return [];
      return urgencyOf(model, chosen, other, deeper) + (condition === 'service_started' ? 1 : 100);
    });
  return Math.max(0, ...chains);
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

const orphansOf = (model: ComposeModel, state: ObservedState): readonly string[] =>
  state.containers
    .filter(({ compose }) => {
      if (compose === undefined || compose.oneOff) return false;
      return !(compose.service in model.services) && !(compose.service in model.disabledServices);
    })
    .map(({ name }) => name);
