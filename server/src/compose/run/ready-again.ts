import { type ReadyOptions, awaitHealthy, awaitReady } from './ready.ts';
import { restartsByItself } from './restarts-by-itself.ts';
import type { StartedService } from './aftercare.ts';
import type { StopOptions } from './stop.ts';

type Waiting = Pick<StopOptions, 'engine' | 'target' | 'watch' | 'signal'> &
  Pick<ReadyOptions, 'clock' | 'startTimeoutMs'>;

/** What was restarted is healthy, or without a health check has not ended at once. */
export const awaitReadyAgain = async (
  { target, ...waiting }: Waiting,
  restarted: readonly StartedService[],
): Promise<void> => {
  await Promise.all(
    restarted.map(async ({ name, containerIds: ids }) => {
      const { engine, signal } = waiting;
      const items = await Promise.all(ids.map((id) => engine.containers.get(id, signal)));
      const hasHealth = items.some((item) => item !== undefined && item.health !== 'none');
      const declared = target.model?.services[name];
      const restarts = declared !== undefined && restartsByItself(declared);
      const options = { ...waiting, service: name, ids, hasHealth, restarts };
      await (hasHealth ? awaitHealthy(options) : awaitReady(options));
    }),
  );
};
