import type { ContainerItem } from '#shared/protocol/inventory';
import { HyperBoxError, isCancelled } from '../../base/error.ts';
import type { WorkContext } from '../../base/progress.ts';
import type { ComposeModel } from '../model.ts';
import type { ComposeRunner, StartedService, StartOptions } from '../runner-contract.ts';
import { addressesOf, hostOf } from './addresses.ts';
import { StepBoard } from './board.ts';
import { executePlan } from './execute.ts';
import { removeOrphans } from './orphans.ts';
import { orphansOf, planProject } from './plan.ts';
import { openPortDesk } from './port-desk.ts';
import { provideServices } from './providers/providers.ts';
import { addressOf, engineOf, providerSurroundings, socketOf } from './reach.ts';
import type { ComposeRunnerOptions } from './runner-options.ts';
import { readState } from './state.ts';
import { ContainerWatch } from './watch.ts';

/** From whatever is on the engine to what the model says. Nobody else may work on the project. */
export const startProject = async (
  options: ComposeRunnerOptions,
  declared: ComposeModel,
  startOptions: StartOptions,
  work: WorkContext,
): ReturnType<ComposeRunner['start']> => {
  const { connection, clock, log } = options;
  const { signal } = work;
  const began = clock.now();
  const settings = options.settings();
  const engine = await engineOf(connection, signal);
  checkAsked(declared, startOptions);
  const board = new StepBoard(work.progress);
  const watch = new ContainerWatch(connection, clock);
  try {
    const model = await provideServices({
      ...{ model: declared, board, signal },
      ...providerSurroundings(options),
      services: startOptions.services,
      alone: startOptions.noDependencies === true,
    });
    let state = await readState(engine, model, signal);
    if (startOptions.removeOrphans === true) {
      const orphans = new Set(orphansOf(model, state.containers));
      // Before anything else: they may hold ports and names that are needed.
      await removeOrphans({ engine, board, signal }, [...orphans]);
      state = { ...state, containers: state.containers.filter((item) => !orphans.has(item)) };
    }
    watch.seed(state.containers);
    const planOptions = { ...startOptions, nowMs: clock.now() };
    const first = planProject(model, state, planOptions);
    const ports = await openPortDesk({ model, plan: first, allocator: options.ports, signal });
    const plan = planProject(model, state, { ...planOptions, hostPorts: ports.hostPorts });
    const { services, warnings } = await executePlan({
      ...{ engine, model, state, plan, planOptions, ports, watch, board, clock, log, signal },
      recreations: options.recreations,
      apiSocket: socketOf(connection),
      cpus: connection.state.kind === 'connected' ? connection.state.engine.cpus : 1,
      startTimeoutMs: settings.startTimeoutMs,
      pullIdleTimeoutMs: settings.pullIdleTimeoutMs,
    });
    const addresses = await addressesOf({
      ...{ engine, model, services, state, ports },
      host: hostOf(addressOf(connection)),
    });
    const touched = services.filter(({ action }) => action !== 'unchanged');
    // Who waits until they are ready watches them on.
    if (startOptions.untilStarted === true) watch.dispose();
    else handOn(options, model.name, touched, watch);
    return {
      services: services.map((service) => ({
        ...service,
        addresses: addresses.get(service.name) ?? [],
      })),
      remaps: ports.remaps,
      warnings,
      orphans: namesOf(plan.orphans),
      durationMs: clock.now() - began,
    };
  } catch (error) {
    watch.dispose();
    if (signal.aborted && !isCancelled(error))
      throw new HyperBoxError('cancelled', 'Cancelled.', { cause: error });
    throw error;
  }
};

/** The watch goes on with the aftercare, or ends here where there is none. */
export const handOn = (
  { aftercare }: ComposeRunnerOptions,
  project: string,
  services: readonly StartedService[],
  watch: ContainerWatch,
): void => {
  if (aftercare === undefined) watch.dispose();
  else void aftercare.follow(project, services, watch);
};

export const checkAsked = (model: ComposeModel, { services }: StartOptions): void => {
  const unknown = services?.find((name) => model.services[name] === undefined);
  if (unknown === undefined) return;
  throw new HyperBoxError('not-found', `There is no service "${unknown}" in "${model.name}".`, {
    hint:
      model.disabledServices[unknown] === undefined
        ? 'Check its name in the compose file.'
        : 'It belongs to a profile that is not active: choose the profile first.',
  });
};

export const namesOf = (items: readonly ContainerItem[]): readonly string[] =>
  items.map(({ name }) => name);
