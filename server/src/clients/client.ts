import type { ServerNotification } from '#shared/protocol/message';
import type { DisposableStore } from '../base/disposable.ts';

/** Whoever is at the other end of one connection. */
export interface Client {
  notify<Params>(message: ServerNotification<Params>, params: Params): void;
  /** Ends with the connection: streams and subscriptions that this client opened. */
  readonly lifetime: DisposableStore;
}
