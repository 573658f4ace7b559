import type { Clock } from '../../base/clock.ts';
import { HyperBoxError, throwIfCancelled } from '../../base/error.ts';
import type { Engine } from '../../engines/contract.ts';
import { exitFailure, unhealthyFailure } from './failure.ts';
import type { ContainerWatch, WatchedState } from './watch.ts';

export interface ReadyOptions {
  readonly engine: Engine;
  readonly watch: ContainerWatch;
  readonly clock: Clock;
  readonly service: string;
  readonly ids: readonly string[];
  /** Whether its containers tell how healthy they are. */
  readonly hasHealth: boolean;
  /** Whether the engine starts its containers again when they end. */
  readonly restarts: boolean;
  readonly startTimeoutMs: number;
  readonly signal: AbortSignal;
}

/**
 * How long a service without a health check has to run to count as running. One that ends later is
 * told of by the aftercare.
 */
const graceMs = 100;
/** After so many ends a service that the engine restarts is taken to be broken. */
const enoughDeaths = 5;

type Outcome =
  | { readonly kind: 'ok' }
  | { readonly kind: 'exited'; readonly id: string; readonly code: number }
  | { readonly kind: 'unhealthy'; readonly id: string; readonly why: string };

/** All containers of the service are healthy. */
export const awaitHealthy = async (options: ReadyOptions): Promise<void> => {
  if (!options.hasHealth) {
    throw new HyperBoxError(
      'start-failed',
      `Service "${options.service}" has no health check, and another service waits for it to be healthy.`,
      { service: options.service, hint: 'Add a healthcheck to it, or wait for "service_started".' },
    );
  }
  await each(options, (state, id) => {
    const exited = brokenExit(options, state, id);
    if (exited !== undefined) return exited;
    if (!state.running) return undefined;
    if (state.health === 'healthy') return { kind: 'ok' };
    return state.health === 'unhealthy'
      ? { kind: 'unhealthy', id, why: 'is unhealthy' }
      : undefined;
  });
};

/** All containers of the service have ended with exit code 0. */
export const awaitCompleted = (options: ReadyOptions): Promise<void> =>
  each({ ...options, startTimeoutMs: Infinity }, (state, id) => {
    if (state.running || state.exitCode === undefined) return brokenExit(options, state, id);
    return state.exitCode === 0 ? { kind: 'ok' } : brokenExit(options, state, id);
  });

/** All containers of the service run and have not ended at once, or have ended well. */
export const awaitReady = async (options: ReadyOptions): Promise<void> => {
  const settledAt = (state: WatchedState): number =>
    state.runningSinceMs === 0 ? 0 : state.runningSinceMs + graceMs;
  for (;;) {
    await each(options, (state, id) => {
      const exited = brokenExit(options, state, id);
      if (exited !== undefined) return exited;
      return state.running || state.exitCode === 0 ? { kind: 'ok' } : undefined;
    });
    const states = options.ids.map((id) => options.watch.get(id));
    const waitMs = Math.max(
      0,
      ...states
        .filter(({ running }) => running)
        .map((state) => settledAt(state) - options.clock.now()),
    );
    if (waitMs === 0 && states.every(({ running, exitCode }) => running || exitCode === 0)) return;
    // The engine's clock may be off; the grace is never waited for longer than it is.
    await sleepOrChange(options, Math.min(waitMs, graceMs));
    throwIfCancelled(options.signal);
    if (Math.min(waitMs, graceMs) === graceMs) {
      const after = options.ids.map((id) => options.watch.get(id));
      if (after.every((state, index) => state === states[index])) return;
    }
  }
};

const brokenExit = (
  { restarts }: ReadyOptions,
  state: WatchedState,
  id: string,
): Outcome | undefined => {
  if (state.gone) return { kind: 'exited', id, code: state.exitCode ?? -1 };
  if (state.running || state.exitCode === undefined || state.exitCode === 0) return undefined;
  if (restarts && state.deaths < enoughDeaths) return undefined;
  return { kind: 'exited', id, code: state.exitCode };
};

const each = async (
  options: ReadyOptions,
  judge: (state: WatchedState, id: string) => Outcome | undefined,
): Promise<void> => {
  const { watch, clock, signal, startTimeoutMs, service } = options;
  const over = new AbortController();
  let timedOut = false;
  if (Number.isFinite(startTimeoutMs)) {
    void clock.sleep(startTimeoutMs, over.signal).then(
      () => {
        timedOut = true;
        over.abort();
      },
      () => undefined,
    );
  }
  const decide = (): Outcome | undefined => {
    const outcomes = options.ids.map((id) => judge(watch.get(id), id));
    return (
      outcomes.find((outcome) => outcome !== undefined && outcome.kind !== 'ok') ??
      (outcomes.every((outcome) => outcome?.kind === 'ok') ? { kind: 'ok' } : undefined)
    );
  };
  try {
    const outcome = await watch
      .until(decide, AbortSignal.any([signal, over.signal]))
      .catch((error: unknown) => {
        if (!timedOut || signal.aborted) throw error;
        return lateOutcome(options);
      });
    if (outcome.kind === 'exited')
      throw await exitFailure(options.engine, service, outcome.id, outcome.code, clock);
    if (outcome.kind === 'unhealthy')
      throw await unhealthyFailure(options.engine, service, outcome.id, outcome.why);
  } finally {
    over.abort();
  }
};

const lateOutcome = ({ ids, watch, startTimeoutMs, hasHealth }: ReadyOptions): Outcome => {
  const states = ids.map((id) => ({ id, state: watch.get(id) }));
  const ended = states.find(({ state }) => !state.running && state.exitCode !== undefined);
  if (ended !== undefined)
    return { kind: 'exited', id: ended.id, code: ended.state.exitCode ?? -1 };
  const late = states.find(({ state }) => state.health !== 'healthy') ?? states[0];
  const seconds = String(Math.round(startTimeoutMs / 1000));
  const what = hasHealth ? 'healthy' : 'running';
  return { kind: 'unhealthy', id: late?.id ?? '', why: `was not ${what} within ${seconds} s` };
};

const sleepOrChange = async (options: ReadyOptions, ms: number): Promise<void> => {
  const { watch, clock, ids, signal } = options;
  const before = ids.map((id) => watch.get(id));
  const over = new AbortController();
  const either = AbortSignal.any([signal, over.signal]);
  const changed = watch
    .until(
      () => (ids.some((id, index) => watch.get(id) !== before[index]) ? true : undefined),
      either,
    )
    .catch(() => undefined);
  await Promise.race([clock.sleep(ms, either).catch(() => undefined), changed]);
  over.abort();
};
