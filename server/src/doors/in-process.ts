import type { InProcessOptions, InProcessServer } from '#shared/in-process';
import type { ServerNotification } from '#shared/protocol/message';
import { DisposableStore } from '../base/disposable.ts';
import type { Log } from '../base/log.ts';
import type { Client } from '../clients/client.ts';
import { answerRequest, hearNotification, type DispatchDependencies } from '../dispatch.ts';
import type { Handler } from '../handlers/handler.ts';
import { handlers } from '../handlers/index.ts';
import type { Platform } from '../platform.ts';
import { createServices } from '../services.ts';
import { defaultInitialization } from '../workspace/initialization.ts';
import { ClientWorkspace } from '../workspace/workspace.ts';
import { announce } from './announce.ts';
import { toRequestFailure } from './request-failure.ts';

/** What a server takes with it that is told to end while shells are open. */
const settleMs = 1000;

/**
 * A server for a client in the same process, such as a command line: the same table of messages, with
 * no workspace of its own. Who starts it is who may use containers, so it is trusted.
 */
export const openInProcess = (
  { onNotification }: InProcessOptions,
  { platform, log }: { readonly platform: Platform; readonly log: Log },
): InProcessServer => {
  const workspace = new ClientWorkspace(defaultInitialization([], { platform, trusted: true }));
  const services = createServices({ workspace, platform, log, keepsLogs: false });
  const client = new InProcessClient(onNotification);
  announce(services, client);
  const dependencies: DispatchDependencies = {
    client,
    log,
    clock: platform.clock,
    services: () => services,
  };
  return {
    request: async (message, params, cancel) => {
      const abort = new AbortController();
      if (cancel?.aborted === true) abort.abort();
      cancel?.addEventListener('abort', () => {
        abort.abort();
      });
      const row = rowOf('request', message.method);
      const answer = answerRequest(row, dependencies, params, abort.signal);
      // The row of this message answers with its result: see `onRequest`.
      return (await answer.catch(rethrow)) as never;
    },
    notify: (message, params) =>
      hearNotification(rowOf('notification', message.method), dependencies, params),
    dispose: async () => {
      client.close();
      await Promise.race([services.terminalStreams.settled(), platform.clock.sleep(settleMs)]);
      services.dispose();
    },
  };
};

const rethrow = (error: unknown): never => {
  throw toRequestFailure(error);
};

const byMethod = new Map(handlers.map((row) => [row.method, row]));

const rowOf = <Kind extends Handler['kind']>(
  kind: Kind,
  method: string,
): Extract<Handler, { readonly kind: Kind }> => {
  const row = byMethod.get(method);
  if (row?.kind !== kind) throw new Error(`Nothing answers ${method}.`);
  return row as Extract<Handler, { readonly kind: Kind }>;
};

class InProcessClient implements Client {
  readonly lifetime = new DisposableStore();
  readonly #hear: InProcessOptions['onNotification'];
  #closed = false;

  constructor(hear: InProcessOptions['onNotification']) {
    this.#hear = hear;
  }

  notify<Params>(message: ServerNotification<Params>, params: Params): void {
    if (!this.#closed) this.#hear(message.method, params);
  }

  close(): void {
    this.#closed = true;
    this.lifetime.dispose();
  }
}
