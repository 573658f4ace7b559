import { operationId } from '#shared/protocol/ids';
import type { Clock } from './base/clock.ts';
import { toDisposable } from './base/disposable.ts';
import { HyperBoxError, isCancelled, messageOf } from './base/error.ts';
import type { Log } from './base/log.ts';
import { noProgress } from './base/progress.ts';
import type { Client } from './clients/client.ts';
import { ProgressSender } from './clients/progress-sender.ts';
import type { Handler } from './handlers/handler.ts';
import { parseParams } from './handlers/parse-params.ts';
import type { Services } from './services.ts';

export interface DispatchDependencies {
  readonly client: Client;
  readonly log: Log;
  readonly clock: Clock;
  /** Throws when the client has not initialized yet. */
  services(): Services;
}

type Row<Kind> = Extract<Handler, { readonly kind: Kind }>;

/**
 * Answers one request, whichever way it came. This is the one place where parameters are parsed, trust
 * is checked and times are taken.
 */
export const answerRequest = async (
  row: Row<'request'>,
  dependencies: DispatchDependencies,
  params: unknown,
  signal: AbortSignal,
): Promise<unknown> => {
  const { clock, log } = dependencies;
  const services = dependencies.services();
  const started = clock.now();
  const line = (): string => `${row.method}: ${Math.round(clock.now() - started)} ms`;
  try {
    const result = await runRequest(row, { ...dependencies, services }, params, signal);
    log.debug(line());
    return result;
  } catch (error) {
    const text = `${line()}: ${messageOf(error)}`;
    if (error instanceof HyperBoxError || isCancelled(error)) log.debug(text);
    else log.error(text, error);
    throw error;
  }
};

const runRequest = async (
  row: Row<'request'>,
  { services, client }: { readonly services: Services; readonly client: Client },
  params: unknown,
  signal: AbortSignal,
): Promise<unknown> => {
  const parsed = parseParams(row.method, row.params, params);
  requireTrust(row, services);
  const abort = new AbortController();
  let running = true;
  const cancel = (): void => {
    if (running) abort.abort(new HyperBoxError('cancelled', 'Cancelled.'));
  };
  if (signal.aborted) cancel();
  signal.addEventListener('abort', cancel);
  // Work for a client that has gone is work for nobody.
  const lifetime = client.lifetime.add(toDisposable(cancel));
  const sender = progressSender(client, parsed);
  try {
    const progress = sender?.report ?? noProgress;
    return await row.run(services, parsed, { client, signal: abort.signal, progress });
  } finally {
    running = false;
    signal.removeEventListener('abort', cancel);
    sender?.flush();
    client.lifetime.delete(lifetime);
  }
};

const progressSender = (client: Client, params: unknown): ProgressSender | undefined => {
  if (typeof params !== 'object' || params === null || !('operationId' in params)) return undefined;
  const id = operationId.safeParse(params.operationId);
  return id.success ? new ProgressSender(client, id.data) : undefined;
};

/** Nobody waits for an answer to a notification. */
export const hearNotification = async (
  row: Row<'notification'>,
  dependencies: DispatchDependencies,
  params: unknown,
): Promise<void> => {
  try {
    const services = dependencies.services();
    const parsed = parseParams(row.method, row.params, params);
    requireTrust(row, services);
    await row.run(services, parsed, { client: dependencies.client });
  } catch (error) {
    dependencies.log.warn(`${row.method}: ${messageOf(error)}`);
  }
};

const requireTrust = (row: Handler, services: Services): void => {
  if (row.untrusted || services.workspace.trusted) return;
  throw new HyperBoxError('not-trusted', `${row.method} needs a trusted workspace.`, {
    hint: 'Trust this workspace to use containers in it.',
  });
};
