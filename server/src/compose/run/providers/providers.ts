import type { CliPlaces } from '../../../base/cli-plugins.ts';
import type { ComposeModel, ComposeService } from '../../model.ts';
import type { StepBoard } from '../board.ts';
import type { ProviderVerb } from './protocol.ts';
import { runProvider, type ProvidedVariables } from './run-provider.ts';

export interface ProvidersOptions {
  readonly model: ComposeModel;
  /** Services that are asked for; all when absent. */
  readonly services: readonly string[] | undefined;
  readonly places: CliPlaces;
  /** So that the program reaches the engine that we are connected to. */
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly board: StepBoard;
  readonly signal: AbortSignal;
}

/**
 * Has other programs bring up the services that are theirs, those that others depend on first, and
 * answers with the model in which the dependents have the variables that were given for them.
 */
export const provideServices = async (
  options: ProvidersOptions & { readonly alone: boolean },
): Promise<ComposeModel> => {
  let model = options.model;
  const asked = (service: string): boolean => options.services?.includes(service) ?? true;
  for (const service of providedServices(model, options.services)) {
    if (options.alone && !asked(service)) continue;
    const variables = await runShown({ ...options, model }, service, 'up');
    model = withVariables(model, service, variables);
  }
  return model;
};

/** The other way round, at a stop or when the project is taken down. */
export const endProvidedServices = async (
  options: ProvidersOptions,
  verb: 'down' | 'stop',
): Promise<void> => {
  const chosen = [...providedServices(options.model, undefined)].reverse();
  for (const service of chosen)
    if (options.services?.includes(service) ?? true) await runShown(options, service, verb);
};

const words = {
  up: ['creating', 'created'],
  down: ['removing', 'removed'],
  stop: ['stopping', 'stopped'],
} as const;

const runShown = async (
  { model, places, env, board, signal }: ProvidersOptions,
  service: string,
  verb: ProviderVerb,
): Promise<ProvidedVariables> => {
  const declared = model.services[service];
  if (declared === undefined) return {};
  const [doing, done] = words[verb];
  const step = `service:${service}`;
  board.set(step, 'running', `${service}: ${doing}`);
  try {
    const variables = await runProvider({
      ...{ service, declared, verb, places, signal, project: model.name },
      env: { ...model.environment, ...env },
      onSay: (detail) => {
        board.set(step, 'running', `${service}: ${doing}`, { detail });
      },
    });
    board.set(step, 'done', `${service}: ${done}`);
    return variables;
  } catch (error) {
    board.set(step, 'failed', `${service}: ${doing} failed`);
    throw error;
  }
};

/** Services of other programs among the asked ones and what they depend on, dependencies first. */
export const providedServices = (
  model: ComposeModel,
  asked: readonly string[] | undefined,
): readonly string[] => {
  const ordered = new Set<string>();
  const visited = new Set<string>();
  const visit = (name: string): void => {
    const declared = model.services[name];
    if (declared === undefined || visited.has(name)) return;
    visited.add(name);
    for (const need of Object.keys(declared.depends_on ?? {})) visit(need);
    if (declared.provider !== undefined) ordered.add(name);
  };
  for (const name of asked ?? Object.keys(model.services)) visit(name);
  return [...ordered];
};

const withVariables = (
  model: ComposeModel,
  provider: string,
  variables: ProvidedVariables,
): ComposeModel => {
  if (Object.keys(variables).length === 0) return model;
  const given = (declared: ComposeService): ComposeService => ({
    ...declared,
    environment: { ...declared.environment, ...variables },
  });
  const services = Object.entries(model.services).map(([name, declared]) => [
    name,
    provider in (declared.depends_on ?? {}) ? given(declared) : declared,
  ]);
  return { ...model, services: Object.fromEntries(services) as ComposeModel['services'] };
};

/** Services whose environment is known only when their providers have been asked. */
export const dependsOnProvider = (model: ComposeModel, service: string): boolean =>
  Object.keys(model.services[service]?.depends_on ?? {}).some(
    (need) => model.services[need]?.provider !== undefined,
  );
