import type { Clock } from '../../base/clock.ts';
import { isCancelled } from '../../base/error.ts';
import type { Engine } from '../../engines/contract.ts';
import { lastLines } from './failure.ts';
import type { ContainerWatch, WatchedState } from './watch.ts';

/** An end with another code than 0 that nobody had asked for. */
export interface BadEnd {
  readonly exitCode: number;
  readonly ranForMs: number;
  /** How often the container has ended since the start. */
  readonly ends: number;
  readonly output: readonly string[];
}

export interface AttendOptions {
  readonly engine: Engine;
  readonly watch: ContainerWatch;
  readonly clock: Clock;
  /** How long a container has to go on to need no more attention. */
  readonly quietMs: number;
}

/** The first of the containers that ends badly, or `undefined` when all have been well for long enough. */
export const firstBadEnd = async (
  ids: readonly string[],
  options: AttendOptions,
  signal: AbortSignal,
): Promise<BadEnd | undefined> => {
  const found = new AbortController();
  const either = AbortSignal.any([signal, found.signal]);
  let first: BadEnd | undefined;
  await Promise.all(
    ids.map(async (id) => {
      const end = await badEnd(id, options, either);
      if (end === undefined || either.aborted) return;
      first = end;
      found.abort();
    }),
  );
  return first;
};

/** The first end is forgiven where the engine starts the container again: that is what it does so for. */
const forgivenEnds = 1;

const badEnd = async (
  id: string,
  { engine, watch, clock, quietMs }: AttendOptions,
  signal: AbortSignal,
): Promise<BadEnd | undefined> => {
  const begun = watch.get(id);
  // It may have ended while the others of the same start still got ready.
  let known = begun.running ? begun.deaths : begun.deaths - 1;
  for (;;) {
    const ended = await nextEnd(id, known, { watch, clock, quietMs }, signal);
    if (ended === undefined) return undefined;
    known = ended.deaths;
    if (ended.asked || ended.gone) return undefined;
    if (ended.exitCode === 0 || ended.exitCode === undefined) continue;
    const item = await engine.containers.get(id, signal).catch(() => undefined);
    const output = await lastLines(engine, id, clock);
    const now = watch.get(id);
    // Engines differ in whether they tell of a stop or a removal before or after the end.
    if (signal.aborted || item === undefined || now.gone || now.asked) return undefined;
    const again = now.running || item.status === 'running' || item.status === 'restarting';
    if (again && ended.deaths <= forgivenEnds) continue;
    return {
      exitCode: ended.exitCode,
      ranForMs: Math.max(0, (ended.endedAtMs ?? 0) - ended.runningSinceMs),
      ends: ended.deaths,
      output,
    };
  }
};

/** How it is once it has ended again, or `undefined` when it has not for so long. */
const nextEnd = async (
  id: string,
  known: number,
  { watch, clock, quietMs }: Pick<AttendOptions, 'watch' | 'clock' | 'quietMs'>,
  signal: AbortSignal,
): Promise<WatchedState | undefined> => {
  const over = new AbortController();
  const either = AbortSignal.any([signal, over.signal]);
  void clock.sleep(quietMs, either).then(
    () => {
      over.abort();
    },
    () => undefined,
  );
  try {
    return await watch.until(() => {
      const state = watch.get(id);
      return state.deaths > known || state.gone ? state : undefined;
    }, either);
  } catch (error) {
    if (isCancelled(error)) return undefined;
    throw error;
  } finally {
    over.abort();
  }
};
