import { join } from 'node:path';
import type { Settings } from '#shared/protocol/workspace';
import type { Clock } from '../../base/clock.ts';
import { HyperBoxError, isCancelled, throwIfCancelled } from '../../base/error.ts';
import { withFileLock } from '../../base/file-lock.ts';
import type { Log } from '../../base/log.ts';
import type { WorkContext } from '../../base/progress.ts';
import type { EngineConnection } from '../../engines/connection-contract.ts';
import type { Engine } from '../../engines/contract.ts';
import type { ComposeModel } from '../model.ts';
import type { ComposeRunner, PortAllocator, RunTarget, StartOptions } from '../runner-contract.ts';
import { addressesOf, hostOf } from './addresses.ts';
import type { Aftercare, StartedService } from './aftercare.ts';
import { StepBoard } from './board.ts';
import { executePlan } from './execute.ts';
import { planProject } from './plan.ts';
import { openPortDesk } from './port-desk.ts';
import { readState } from './state.ts';
import {
  downProject,
  previewProjectDown,
  restartProject,
  stopProject,
  type StopOptions,
} from './stop.ts';
import { ContainerWatch } from './watch.ts';

export interface ComposeRunnerOptions {
  readonly connection: EngineConnection;
  readonly ports: PortAllocator;
  readonly settings: () => Settings;
  /** A folder of the user's, shared by all windows. Locks lie in it. */
  readonly stateRoot: string;
  readonly log: Log;
  readonly clock: Clock;
  /** Watches on when a start is over; without it nobody does. */
  readonly aftercare?: Pick<Aftercare, 'follow'>;
}

export const createComposeRunner = (options: ComposeRunnerOptions): ComposeRunner => {
  const { connection, log } = options;
  const ending = async (
    target: RunTarget,
    work: WorkContext,
    end: (options: StopOptions) => Promise<readonly StartedService[]>,
  ): Promise<void> => {
    const engine = await engineOf(connection, work.signal);
    const watch = new ContainerWatch(connection, options.clock);
    const board = new StepBoard(work.progress);
    try {
      const left = await end({ engine, target, watch, board, log, signal: work.signal });
      handOn(options, target.project, left, watch);
    } catch (error) {
      watch.dispose();
      throw error;
    }
  };
  return {
    start: (model, startOptions, work) =>
      alone(options, model.name, work, () => start(options, model, startOptions, work)),
    stop: (target, work) =>
      alone(options, target.project, work, () => ending(target, work, nothingLeft(stopProject))),
    restart: (target, work) =>
      alone(options, target.project, work, () => ending(target, work, restartProject)),
    down: (target, downOptions, work) =>
      alone(options, target.project, work, async () => {
        await ending(
          target,
          work,
          nothingLeft((stop) => downProject(stop, downOptions)),
        );
        await options.ports.release(target.project);
      }),
    previewDown: (target) => previewProjectDown(connection.require(), target),
    drifted: (model) => drifted(options, model),
  };
};

/** Nothing runs after it that would have to be watched. */
const nothingLeft =
  (end: (options: StopOptions) => Promise<void>) =>
  async (options: StopOptions): Promise<readonly StartedService[]> => {
    await end(options);
    return [];
  };

const engineOf = async (connection: EngineConnection, signal: AbortSignal): Promise<Engine> => {
  await connection.ready(signal);
  throwIfCancelled(signal);
  return connection.require();
};

/** One run a project at a time, in all windows of this user. */
const alone = <T>(
  { stateRoot, clock }: ComposeRunnerOptions,
  project: string,
  work: WorkContext,
  run: () => Promise<T>,
): Promise<T> =>
  withFileLock(
    {
      folder: join(stateRoot, 'locks'),
      key: `project ${project}`,
      signal: work.signal,
      clock,
      onWait: ({ pid }) => {
        work.progress({
          message:
            pid === process.pid
              ? `Waiting for another run of ${project} to end`
              : `Waiting for another window (process ${String(pid)}) that works on ${project}`,
        });
      },
    },
    run,
  );

const start = async (
  options: ComposeRunnerOptions,
  model: ComposeModel,
  startOptions: StartOptions,
  work: WorkContext,
): ReturnType<ComposeRunner['start']> => {
  const { connection, clock, log } = options;
  const { signal } = work;
  const began = clock.now();
  const settings = options.settings();
  const engine = await engineOf(connection, signal);
  checkAsked(model, startOptions);
  const board = new StepBoard(work.progress);
  const watch = new ContainerWatch(connection, clock);
  try {
    const state = await readState(engine, model, signal);
    watch.seed(state.containers);
    const planOptions = { ...startOptions, nowMs: clock.now() };
    const first = planProject(model, state, planOptions);
    const ports = await openPortDesk({ model, plan: first, allocator: options.ports, signal });
    const plan = planProject(model, state, { ...planOptions, hostPorts: ports.hostPorts });
    const { services, warnings } = await executePlan({
      ...{ engine, model, state, plan, planOptions, ports, watch, board, clock, log, signal },
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
    handOn(options, model.name, touched, watch);
    return {
      services: services.map((service) => ({
        ...service,
        addresses: addresses.get(service.name) ?? [],
      })),
      remaps: ports.remaps,
      warnings: [...warnings, ...orphanWarning(plan.orphans)],
      orphans: plan.orphans,
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
const handOn = (
  { aftercare }: ComposeRunnerOptions,
  project: string,
  services: readonly StartedService[],
  watch: ContainerWatch,
): void => {
  if (aftercare === undefined) watch.dispose();
  else void aftercare.follow(project, services, watch);
};

const checkAsked = (model: ComposeModel, { services }: StartOptions): void => {
  const unknown = services?.find((name) => model.services[name] === undefined);
  if (unknown === undefined) return;
  throw new HyperBoxError('not-found', `There is no service "${unknown}" in "${model.name}".`, {
    hint:
      model.disabledServices[unknown] === undefined
        ? 'Check its name in the compose file.'
        : 'It belongs to a profile that is not active: choose the profile first.',
  });
};

const orphanWarning = (orphans: readonly string[]): readonly string[] =>
  orphans.length === 0
    ? []
    : [
        `Containers of services that the file does not have any more are left: ${orphans.join(', ')}.`,
      ];

const addressOf = (connection: EngineConnection): string =>
  connection.state.kind === 'connected' ? connection.state.endpoint.address : '';

const socketOf = (connection: EngineConnection): string | undefined => {
  const address = addressOf(connection);
  return address.startsWith('unix://') ? address.slice('unix://'.length) : undefined;
};

/** Services whose containers would be made anew, were the project started now. */
const drifted = async (
  { connection, clock }: ComposeRunnerOptions,
  model: ComposeModel,
): Promise<ReadonlySet<string>> => {
  const { engine } = connection;
  if (engine === undefined) return new Set();
  const state = await readState(engine, model, AbortSignal.timeout(driftPatienceMs));
  const plan = planProject(model, state, { nowMs: clock.now() });
  return new Set(
    plan.services
      .filter(({ containers }) => containers.some(({ kind }) => kind === 'recreate'))
      .map(({ name }) => name),
  );
};

const driftPatienceMs = 10_000;
