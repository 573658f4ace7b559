import type { WorkContext } from '../../base/progress.ts';
import type { ComposeModel } from '../model.ts';
import type { ComposeRunner, RunTarget, StartedService } from '../runner-contract.ts';
import { StepBoard } from './board.ts';
import { removeOrphans } from './orphans.ts';
import { orphansOf, planProject } from './plan.ts';
import { previewStart } from './preview.ts';
import { ProjectLocks } from './project-locks.ts';
import { dependsOnProvider, endProvidedServices } from './providers/providers.ts';
import { engineOf, providerSurroundings, socketOf } from './reach.ts';
import { runOnce } from './run-once.ts';
import type { ComposeRunnerOptions } from './runner-options.ts';
import { scaledModel } from './scaled.ts';
import { createServiceRunner } from './service-runner.ts';
import { checkAsked, handOn, namesOf, startProject } from './start.ts';
import { projectContainers, readState } from './state.ts';
import {
  downProject,
  previewProjectDown,
  restartProject,
  stopProject,
  type StopOptions,
} from './stop.ts';
import { ContainerWatch } from './watch.ts';

export const createComposeRunner = (options: ComposeRunnerOptions): ComposeRunner => {
  const { connection, log } = options;
  const locks = new ProjectLocks(options);
  const ending = async (
    target: RunTarget,
    work: WorkContext,
    end: (options: StopOptions) => Promise<readonly StartedService[]>,
  ): Promise<void> => {
    const engine = await engineOf(connection, work.signal);
    const watch = new ContainerWatch(connection, options.clock);
    const { signal } = work;
    const board = new StepBoard(work.progress);
    try {
      const left = await end({ engine, target, watch, board, log, signal });
      handOn(options, target.project, left, watch);
    } catch (error) {
      watch.dispose();
      throw error;
    }
  };
  return {
    start: (model, startOptions, work) =>
      locks.alone(model.name, work, () =>
        startProject(options, scaledModel(model, startOptions.scale), startOptions, work),
      ),
    preview: async (model, startOptions, signal) => {
      checkAsked(model, startOptions);
      const scaled = scaledModel(model, startOptions.scale);
      const engine = await engineOf(connection, signal);
      return previewStart(engine, scaled, { ...startOptions, nowMs: options.clock.now() }, signal);
    },
    runOnce: (model, runOptions, work) =>
      locks.alone(model.name, work, async () =>
        runOnce(
          {
            engine: await engineOf(connection, work.signal),
            board: new StepBoard(work.progress),
            signal: work.signal,
            nowMs: options.clock.now(),
            pullIdleTimeoutMs: options.settings().pullIdleTimeoutMs,
            apiSocket: socketOf(connection),
            startOthers: async (services) =>
              (await startProject(options, model, { services }, work)).warnings,
          },
          model,
          runOptions,
        ),
      ),
    removeOrphans: (model, work) =>
      locks.alone(model.name, work, async () => {
        const engine = await engineOf(connection, work.signal);
        const containers = await projectContainers(engine, model.name, work.signal);
        const orphans = orphansOf(model, containers);
        const board = new StepBoard(work.progress);
        await removeOrphans({ engine, board, signal: work.signal }, orphans);
        return namesOf(orphans);
      }),
    stop: (target, work) =>
      locks.alone(target.project, work, async () => {
        await ending(target, work, nothingLeft(stopProject));
        await endProviders(options, target, work, 'stop');
      }),
    restart: (target, work) =>
      locks.alone(target.project, work, () => ending(target, work, restartProject)),
    down: (target, downOptions, work) =>
      locks.alone(target.project, work, async () => {
        await ending(
          target,
          work,
          nothingLeft((stop) => downProject(stop, downOptions)),
        );
        await endProviders(options, target, work, 'down');
        await options.ports.release(target.project);
      }),
    previewDown: (target) => previewProjectDown(connection.require(), target),
    drifted: (model) => drifted(options, model),
    services: createServiceRunner(options, locks),
  };
};

/** Other programs end what is theirs when nothing uses it any more. */
const endProviders = async (
  options: ComposeRunnerOptions,
  { model, services }: RunTarget,
  work: WorkContext,
  verb: 'stop' | 'down',
): Promise<void> => {
  if (model === undefined) return;
  const board = new StepBoard(work.progress);
  const surroundings = providerSurroundings(options);
  await endProvidedServices({ model, services, board, signal: work.signal, ...surroundings }, verb);
};

/** Nothing runs after it that would have to be watched. */
const nothingLeft =
  (end: (options: StopOptions) => Promise<void>) =>
  async (options: StopOptions): Promise<readonly StartedService[]> => {
    await end(options);
    return [];
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
      .map(({ name }) => name)
      // What they were made with is known only to who asks their providers.
      .filter((name) => !dependsOnProvider(model, name)),
  );
};

const driftPatienceMs = 10_000;
