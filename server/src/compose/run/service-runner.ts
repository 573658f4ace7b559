import { KeyedTurns } from '../../base/keyed-turns.ts';
import type { ServiceRunner } from '../runner-contract.ts';
import { StepBoard } from './board.ts';
import type { ProjectLocks } from './project-locks.ts';
import { engineOf } from './reach.ts';
import { awaitReadyAgain } from './ready-again.ts';
import type { ComposeRunnerOptions } from './runner-options.ts';
import { handOn, startProject } from './start.ts';
import { restartProject } from './stop.ts';
import { ContainerWatch } from './watch.ts';

export const createServiceRunner = (
  options: ComposeRunnerOptions,
  locks: ProjectLocks,
): ServiceRunner => {
  const { connection, clock, log } = options;
  /** Two of them would make the same network twice. */
  const starts = new KeyedTurns();
  return {
    start: (model, startOptions, work) => {
      const start = () =>
        startProject(options, model, { ...startOptions, untilStarted: true }, work);
      // What others need has to stay as it is while they are started in order.
      if (startOptions.noDependencies !== true) return locks.alone(model.name, work, start);
      return starts.run(model.name, () => locks.together(model.name, work, start));
    },
    restart: (target, work) =>
      locks.together(target.project, work, async () => {
        const engine = await engineOf(connection, work.signal);
        const watch = new ContainerWatch(connection, clock);
        const board = new StepBoard(work.progress);
        try {
          const { signal } = work;
          return await restartProject({ engine, target, watch, board, log, signal });
        } finally {
          watch.dispose();
        }
      }),
    untilReady: async (model, services, signal) => {
      const engine = await engineOf(connection, signal);
      const watch = new ContainerWatch(connection, clock);
      const { startTimeoutMs } = options.settings();
      try {
        const told = await awaitReadyAgain(
          { engine, model, watch, clock, startTimeoutMs, signal },
          services,
        );
        handOn(options, model.name, services, watch);
        return told;
      } catch (error) {
        // Who waits no longer has nothing against their being watched on.
        if (signal.aborted) handOn(options, model.name, services, watch);
        else watch.dispose();
        throw error;
      }
    },
  };
};
