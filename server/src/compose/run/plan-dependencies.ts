import type { ComposeModel, ComposeService } from '../model.ts';
import { creationNeeds } from './names.ts';

export interface Dependency {
  readonly service: string;
  readonly condition: 'service_started' | 'service_healthy' | 'service_completed_successfully';
  readonly required: boolean;
  readonly restart: boolean;
}

/** The named services and, unless told otherwise, what they need; dependencies first. */
export const chosenServices = (
  model: ComposeModel,
  asked: readonly string[] | undefined,
  options: { readonly alone?: boolean } = {},
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
  const all = [...ordered];
  return options.alone === true && asked !== undefined
    ? all.filter((name) => asked.includes(name))
    : all;
};

const neededBy = (declared: ComposeService): readonly string[] => [
  ...Object.keys(declared.depends_on ?? {}),
  ...creationNeeds(declared),
  ...(declared.links ?? []).map((link) => link.split(':')[0] ?? link),
];

/** What a service waits for before its start. */
export const dependenciesOf = (
  model: ComposeModel,
  declared: ComposeService,
): readonly Dependency[] => {
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

export const isJob = (model: ComposeModel, chosen: readonly string[], name: string): boolean =>
  chosen.some(
    (other) =>
      model.services[other]?.depends_on?.[name]?.condition === 'service_completed_successfully',
  );

/** The longest chain of services that wait for it; waiting for more than a start counts most. */
export const urgencyOf = (
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
