import type { ComposeModel } from '../model.ts';
import type { StartedService } from '../runner-contract.ts';
import { passesHealthCheck } from './health-check.ts';
import { type ReadyOptions, awaitHealthy, awaitReady } from './ready.ts';
import { restartsByItself } from './restarts-by-itself.ts';

type Waiting = Omit<ReadyOptions, 'service' | 'ids' | 'hasHealth' | 'restarts'> & {
  readonly model: ComposeModel;
};

/**
 * What was started is healthy, by the engine's word or because its health check has passed here, or, without
 * one, has not ended at once. Answers with whether any of it tells how healthy it is.
 */
export const awaitReadyAgain = async (
  { model, ...waiting }: Waiting,
  started: readonly StartedService[],
): Promise<'healthy' | 'running'> => {
  const told = await Promise.all(
    started.map(async ({ name, containerIds: ids }) => {
      const { engine, signal, watch } = waiting;
      const found = await Promise.all(ids.map((id) => engine.containers.get(id, signal)));
      const items = found.filter((item) => item !== undefined);
      watch.seed(items);
      const hasHealth = items.some(({ health }) => health !== 'none');
      const declared = model.services[name];
      const restarts = declared !== undefined && restartsByItself(declared);
      const options = { ...waiting, service: name, ids, hasHealth, restarts };
      await (hasHealth ? healthySoon(options) : awaitReady(options));
      return hasHealth;
    }),
  );
  return told.includes(true) ? 'healthy' : 'running';
};

/** Whoever says it first. That it is not, only the engine can say. */
const healthySoon = async (options: ReadyOptions): Promise<void> => {
  const over = new AbortController();
  const signal = AbortSignal.any([options.signal, over.signal]);
  const { engine, clock, ids } = options;
  const told = awaitHealthy({ ...options, signal });
  const passed = Promise.all(ids.map((id) => passesHealthCheck(id, { engine, clock, signal })));
  try {
    await Promise.race([told, passed.then((all) => (all.includes(false) ? told : undefined))]);
  } finally {
    over.abort();
  }
};
