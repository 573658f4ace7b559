import {
  NotificationType,
  ParameterStructures,
  RequestType,
  type CancellationToken,
  type Connection,
} from 'vscode-languageserver';
import { operationId } from '#shared/protocol/ids';
import type { Clock } from './base/clock.ts';
import { toDisposable } from './base/disposable.ts';
import { HyperBoxError, messageOf } from './base/error.ts';
import type { Log } from './base/log.ts';
import { noProgress } from './base/progress.ts';
import type { Client } from './clients/client.ts';
import type { Handler } from './handlers/handler.ts';
import { ProgressSender } from './clients/progress-sender.ts';
import { parseParams, toResponseError } from './handlers/response-error.ts';
import type { Services } from './services.ts';

export type RpcConnection = Pick<Connection, 'onRequest' | 'onNotification'>;

export interface RpcDependencies {
  readonly client: Client;
  readonly log: Log;
  readonly clock: Clock;
  /** Throws when the client has not initialized yet. */
  services(): Services;
}

type Row<Kind> = Extract<Handler, { readonly kind: Kind }>;

/**
 * Answers every row of `handlers` on a connection. This is the one place where parameters are parsed,
 * trust is checked, errors become JSON-RPC errors and times are taken.
 */
export const registerHandlers = (
  connection: RpcConnection,
  handlers: readonly Handler[],
  dependencies: RpcDependencies,
): void => {
  for (const row of handlers) {
    if (row.kind === 'request') registerRequest(connection, row, dependencies);
    else registerNotification(connection, row, dependencies);
  }
};

const registerRequest = (
  connection: RpcConnection,
  row: Row<'request'>,
  dependencies: RpcDependencies,
): void => {
  // Named, so that a list of parameters is refused instead of spread over the handler's arguments.
  const type = new RequestType<unknown, unknown, unknown>(row.method, ParameterStructures.byName);
  connection.onRequest(type, async (params, token) => {
    const started = dependencies.clock.now();
    try {
      const result = await runRequest(row, dependencies, params, token);
      dependencies.log.debug(`${row.method}: ${took(dependencies, started)}`);
      return result;
    } catch (error) {
      const answer = toResponseError(error);
      const line = `${row.method}: ${took(dependencies, started)}: ${answer.message}`;
      if (error instanceof HyperBoxError) dependencies.log.debug(line);
      else if (answer.data?.code === 'internal') dependencies.log.error(line, error);
      return answer;
    }
  });
};

const runRequest = async (
  row: Row<'request'>,
  dependencies: RpcDependencies,
  params: unknown,
  token: CancellationToken,
): Promise<unknown> => {
  const services = dependencies.services();
  const parsed = parseParams(row.method, row.params, params);
  requireTrust(row, services);
  const { client } = dependencies;
  const abort = new AbortController();
  let running = true;
  const cancel = (): void => {
    if (running) abort.abort(new HyperBoxError('cancelled', 'Cancelled.'));
  };
  if (token.isCancellationRequested) cancel();
  const cancelled = token.onCancellationRequested(cancel);
  // Work for a client that has gone is work for nobody.
  const lifetime = client.lifetime.add(toDisposable(cancel));
  const sender = progressSender(client, parsed);
  try {
    const progress = sender?.report ?? noProgress;
    return await row.run(services, parsed, { client, signal: abort.signal, progress });
  } finally {
    running = false;
    cancelled.dispose();
    sender?.flush();
    client.lifetime.delete(lifetime);
  }
};

const progressSender = (client: Client, params: unknown): ProgressSender | undefined => {
  if (typeof params !== 'object' || params === null || !('operationId' in params)) return undefined;
  const id = operationId.safeParse(params.operationId);
  return id.success ? new ProgressSender(client, id.data) : undefined;
};

const registerNotification = (
  connection: RpcConnection,
  row: Row<'notification'>,
  dependencies: RpcDependencies,
): void => {
  const type = new NotificationType<unknown>(row.method, ParameterStructures.byName);
  connection.onNotification(type, async (params) => {
    try {
      const services = dependencies.services();
      const parsed = parseParams(row.method, row.params, params);
      requireTrust(row, services);
      await row.run(services, parsed, { client: dependencies.client });
    } catch (error) {
      // Nobody waits for an answer to a notification.
      dependencies.log.warn(`${row.method}: ${messageOf(error)}`);
    }
  });
};

const requireTrust = (row: Handler, services: Services): void => {
  if (row.untrusted || services.workspace.trusted) return;
  throw new HyperBoxError('not-trusted', `${row.method} needs a trusted workspace.`, {
    hint: 'Trust this workspace to use containers in it.',
  });
};

const took = ({ clock }: RpcDependencies, started: number): string =>
  `${Math.round(clock.now() - started)} ms`;
