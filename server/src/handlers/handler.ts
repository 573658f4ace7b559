import type * as z from 'zod/mini';
import type { NotificationMessage, RequestMessage } from '#shared/protocol/message';
import type { WorkContext } from '../base/progress.ts';
import type { Client } from '../clients/client.ts';
import type { Services } from '../services.ts';

export interface HandlerContext extends WorkContext {
  readonly client: Client;
}

/** A row of a handler table: a message and the one service call that answers it. */
export type Handler =
  | {
      readonly kind: 'request';
      readonly method: string;
      readonly params: z.ZodMiniType;
      /** Works in an untrusted workspace too. */
      readonly untrusted: boolean;
      run(services: Services, params: unknown, context: HandlerContext): unknown;
    }
  | {
      readonly kind: 'notification';
      readonly method: string;
      readonly params: z.ZodMiniType;
      readonly untrusted: boolean;
      run(services: Services, params: unknown, context: { readonly client: Client }): unknown;
    };

interface HandlerOptions {
  readonly untrusted?: boolean;
}

export const onRequest = <Schema extends z.ZodMiniType, Result>(
  message: RequestMessage<Schema, Result>,
  run: (
    services: Services,
    params: z.infer<Schema>,
    context: HandlerContext,
  ) => Promise<Result> | Result,
  options: HandlerOptions = {},
): Handler => ({
  kind: 'request',
  method: message.method,
  params: message.params,
  untrusted: options.untrusted ?? false,
  // The caller in rpc.ts has parsed the parameters with this row's own schema.
  run: (services, params, context) => run(services, params as z.infer<Schema>, context),
});

export const onNotification = <Schema extends z.ZodMiniType>(
  message: NotificationMessage<Schema>,
  run: (
    services: Services,
    params: z.infer<Schema>,
    context: { readonly client: Client },
  ) => Promise<void> | void,
  options: HandlerOptions = {},
): Handler => ({
  kind: 'notification',
  method: message.method,
  params: message.params,
  untrusted: options.untrusted ?? false,
  run: (services, params, context) => run(services, params as z.infer<Schema>, context),
});
