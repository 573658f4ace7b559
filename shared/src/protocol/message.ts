import type * as z from 'zod/mini';

/**
 * A request: its method name, the schema its parameters are parsed with on arrival, and (as a type
 * only) its result. The same constant serves the client, the server, and any other door.
 */
export interface RequestMessage<Schema extends z.ZodMiniType, Result> {
  readonly method: string;
  readonly params: Schema;
  /** Never set: it carries the type of the result. */
  readonly result?: Result;
}

/** A notification, named in the past tense; sent by one side, never answered. */
export interface NotificationMessage<Schema extends z.ZodMiniType> {
  readonly method: string;
  readonly params: Schema;
}

/** A notification from the server. Its sender is our own code, so it is typed but not parsed. */
export interface ServerNotification<Params> {
  readonly method: string;
  /** Never set: it carries the type of the parameters. */
  readonly params?: Params;
}

export type ParamsOf<M> =
  M extends RequestMessage<infer S, unknown>
    ? z.infer<S>
    : M extends NotificationMessage<infer S>
      ? z.infer<S>
      : never;
export type ResultOf<M> = M extends RequestMessage<z.ZodMiniType, infer R> ? R : never;

/** `request<Result>()('hyperbox/noun/verb', schema)`: the result is named, the schema inferred. */
export const request =
  <Result>() =>
  <Schema extends z.ZodMiniType>(
    method: string,
    params: Schema,
  ): RequestMessage<Schema, Result> => ({
    method,
    params,
  });

export const notification = <Schema extends z.ZodMiniType>(
  method: string,
  params: Schema,
): NotificationMessage<Schema> => ({ method, params });

export const serverNotification = <Params>(method: string): ServerNotification<Params> => ({
  method,
});
