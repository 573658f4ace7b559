import type * as z from 'zod/mini';
import type { ErrorDetails } from './errors.ts';
import type { NotificationMessage, RequestMessage } from './protocol/message.ts';

/** As much of an `AbortSignal` as is needed here: this folder knows no platform. */
export interface CancelSignal {
  readonly aborted: boolean;
  addEventListener(type: 'abort', listener: () => void): void;
}

export interface InProcessOptions {
  /** Hears every notification of the server. */
  readonly onNotification: (method: string, params: unknown) => void;
}

/** What goes wrong rejects with this, as it does behind a connection. */
export interface RequestFailure extends Error {
  readonly data?: ErrorDetails;
}

/** The messages of the protocol without a connection: nothing is written as text or read again. */
export interface InProcessServer {
  request<Schema extends z.ZodMiniType, Result>(
    message: RequestMessage<Schema, Result>,
    params: z.input<Schema>,
    signal?: CancelSignal,
  ): Promise<Result>;
  notify<Schema extends z.ZodMiniType>(
    message: NotificationMessage<Schema>,
    params: z.input<Schema>,
  ): Promise<void>;
  dispose(): Promise<void>;
}

/** What a bundle with a server in it exports. */
export interface ServerModule {
  readonly openInProcess: (options: InProcessOptions) => InProcessServer;
}
