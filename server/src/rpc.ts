import {
  NotificationType,
  ParameterStructures,
  RequestType,
  type CancellationToken,
  type Connection,
} from 'vscode-languageserver';
import { answerRequest, hearNotification, type DispatchDependencies } from './dispatch.ts';
import type { Handler } from './handlers/handler.ts';
import { toResponseError } from './handlers/response-error.ts';

export type RpcConnection = Pick<Connection, 'onRequest' | 'onNotification'>;

/** Answers every row of `handlers` on a connection; errors become JSON-RPC errors. */
export const registerHandlers = (
  connection: RpcConnection,
  handlers: readonly Handler[],
  dependencies: DispatchDependencies,
): void => {
  for (const row of handlers) {
    // Named, so that a list of parameters is refused instead of spread over the handler's arguments.
    if (row.kind === 'request') {
      const type = new RequestType<unknown, unknown, unknown>(row.method, byName);
      connection.onRequest(type, (params, token) =>
        withSignal(token, (signal) => answerRequest(row, dependencies, params, signal)),
      );
    } else {
      connection.onNotification(new NotificationType<unknown>(row.method, byName), (params) =>
        hearNotification(row, dependencies, params),
      );
    }
  }
};

const byName = ParameterStructures.byName;

const withSignal = async (
  token: CancellationToken,
  answer: (signal: AbortSignal) => Promise<unknown>,
): Promise<unknown> => {
  const abort = new AbortController();
  if (token.isCancellationRequested) abort.abort();
  const cancelled = token.onCancellationRequested(() => {
    abort.abort();
  });
  try {
    return await answer(abort.signal);
  } catch (error) {
    return toResponseError(error);
  } finally {
    cancelled.dispose();
  }
};
