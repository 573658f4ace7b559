import * as z from 'zod/mini';
import type { Clock } from '../../base/clock.ts';
import type { Engine } from '../../engines/contract.ts';
import { healthTest } from '../image-record.ts';

const recordSchema = z.object({
  Config: z.object({
    Healthcheck: z.nullish(
      z.object({ Test: z.nullish(z.array(z.string())), Timeout: z.nullish(z.number()) }),
    ),
    Shell: z.nullish(z.array(z.string())),
  }),
});

/** Between two attempts; each is twice as long as the one before. */
const pauses = { firstMs: 50, longestMs: 2_000 };
/** What the engine takes for one that says none. */
const usualTimeoutMs = 30_000;

/**
 * Runs a container's own health check until it passes. The engine, too, takes a container for healthy once
 * it has passed (Dockerfile reference, HEALTHCHECK), but runs it for the first time an interval after the
 * start, which may be half a minute. Answers with whether it has passed; not where it cannot be run here, or
 * takes longer than it may: then the engine's word has to be waited for.
 */
export const passesHealthCheck = async (
  id: string,
  {
    engine,
    clock,
    signal,
  }: {
    readonly engine: Engine;
    readonly clock: Clock;
    readonly signal: AbortSignal;
  },
): Promise<boolean> => {
  try {
    const { Config } = z.parse(recordSchema, await engine.containers.inspect(id));
    const command = commandOf(Config.Healthcheck?.Test, Config.Shell);
    if (command === undefined) return false;
    const timeoutMs = (Config.Healthcheck?.Timeout ?? 0) / 1e6 || usualTimeoutMs;
    for (let pauseMs = pauses.firstMs; ; pauseMs = Math.min(pauses.longestMs, 2 * pauseMs)) {
      const inTime = AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]);
      const { exitCode } = await engine.containers.exec(id, { command }, inTime);
      if (exitCode === 0) return true;
      await clock.sleep(pauseMs, signal);
    }
  } catch {
    // It ended, is being restarted, or nobody waits any more.
    return false;
  }
};

/** As the engine runs it; `undefined` where there is none. */
const commandOf = (
  test: readonly string[] | null | undefined,
  shell: readonly string[] | null | undefined,
): readonly string[] | undefined => {
  const [kind, ...words] = healthTest(test) ?? [];
  if (kind === 'CMD') return words;
  return kind === 'CMD-SHELL' ? [...(shell ?? ['/bin/sh', '-c']), ...words] : undefined;
};
