import type { InProcessServer } from '#shared/in-process';
import type { ServerNotification } from '#shared/protocol/message';

/** The server as a command sees it, wherever it runs. */
export interface ServerConnection extends InProcessServer {
  /** Ends with what it returns being called. */
  on<Params>(message: ServerNotification<Params>, listener: (params: Params) => void): () => void;
}

/** Hands each notification to those who listen to its message. */
export class Notifications {
  readonly #listeners = new Map<string, Set<(params: never) => void>>();

  readonly hear = (method: string, params: unknown): void => {
    for (const listener of [...(this.#listeners.get(method) ?? [])]) listener(params as never);
  };

  on<Params>(message: ServerNotification<Params>, listener: (params: Params) => void): () => void {
    const known = this.#listeners.get(message.method) ?? new Set();
    this.#listeners.set(message.method, known.add(listener));
    return () => {
      known.delete(listener);
    };
  }
}
