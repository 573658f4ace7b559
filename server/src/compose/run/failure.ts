import * as z from 'zod/mini';
import type { Clock } from '../../base/clock.ts';
import { HyperBoxError, isCancelled, messageOf } from '../../base/error.ts';
import type { Engine } from '../../engines/contract.ts';

const shownLines = 20;
/** A log or a record that does not come must not keep the failure itself from being shown. */
const patienceMs = 3_000;

export const exitFailure = async (
  engine: Engine,
  service: string,
  id: string,
  exitCode: number,
  clock: Clock,
): Promise<HyperBoxError> =>
  new HyperBoxError(
    'service-exited',
    `Service "${service}" exited with code ${String(exitCode)}.`,
    {
      service,
      output: await lastLines(engine, id, clock),
      hint: 'Read its last lines for the cause; fix it and start the project again.',
    },
  );

export const unhealthyFailure = async (
  engine: Engine,
  service: string,
  id: string,
  why: string,
): Promise<HyperBoxError> => {
  const output = await lastHealthOutput(engine, id).catch(() => []);
  return new HyperBoxError('service-unhealthy', `Service "${service}" ${why}.`, {
    service,
    output,
    hint: 'Look at what its health check printed, and at its logs.',
  });
};

/** The last lines that a container wrote; none when the engine does not give them. */
export const lastLines = async (
  engine: Engine,
  id: string,
  clock: Clock,
): Promise<readonly string[]> => {
  const lines: string[] = [];
  const done = new AbortController();
  const ended = new Promise<void>((resolve) => {
    engine.containers
      .logs(
        id,
        { follow: false, tail: shownLines },
        {
          onLines: (batch) => {
            for (const { text } of batch) lines.push(text);
            return undefined;
          },
          onEnd: () => {
            resolve();
          },
        },
      )
      .then(
        (stream) => {
          done.signal.addEventListener('abort', () => {
            stream.dispose();
          });
        },
        () => {
          resolve();
        },
      );
  });
  await Promise.race([ended, clock.sleep(patienceMs, done.signal).catch(() => undefined)]);
  done.abort();
  return lines.slice(-shownLines);
};

const healthRecord = z.object({
  State: z.object({
    Health: z.nullish(z.object({ Log: z.nullish(z.array(z.object({ Output: z.string() }))) })),
  }),
});

const lastHealthOutput = async (engine: Engine, id: string): Promise<readonly string[]> => {
  const record = z.parse(healthRecord, await engine.containers.inspect(id));
  const output = record.State.Health?.Log?.at(-1)?.Output.trim() ?? '';
  return output === '' ? [] : output.split(/\r?\n/).slice(-shownLines);
};

/** A service that was not started because of another one. It is no cause of its own. */
export class DependencyFailed extends Error {
  constructor(dependency: string, cause: unknown) {
    super(`"${dependency}" failed`, { cause });
    this.name = 'DependencyFailed';
  }

  /** What the first service in the row failed of. */
  get root(): unknown {
    return this.cause instanceof DependencyFailed ? this.cause.root : this.cause;
  }
}

/** Whatever went wrong with a service, with its name. */
export const serviceFailure = (service: string, error: unknown): HyperBoxError => {
  if (error instanceof HyperBoxError) {
    if (error.service !== undefined) return error;
    return new HyperBoxError(failureCode(error), `Service "${service}": ${error.message}`, {
      ...error.details,
      service,
      cause: error,
    });
  }
  return new HyperBoxError('start-failed', `Service "${service}": ${messageOf(error)}`, {
    service,
    cause: error,
  });
};

/** Codes that only say how the engine put it become the one that says what failed. */
const vague: ReadonlySet<string> = new Set(['engine-failed', 'invalid-input', 'internal']);
const failureCode = (error: HyperBoxError): HyperBoxError['code'] =>
  vague.has(error.code) ? 'start-failed' : error.code;

/** One error for all that failed: the first one's code and output, every service's name. */
export const joinFailures = (
  failures: readonly HyperBoxError[],
  skipped: readonly string[],
): HyperBoxError | undefined => {
  const [first, ...others] = failures.filter((failure) => !isCancelled(failure));
  if (first === undefined) return undefined;
  if (others.length === 0 && skipped.length === 0) return first;
  const also = others.map(({ message }) => message).join(' ');
  const because =
    skipped.length === 0 ? '' : ` Not started because of that: ${skipped.join(', ')}.`;
  return new HyperBoxError(first.code, `${[first.message, also].join(' ').trim()}${because}`, {
    ...first.details,
    cause: first,
  });
};
