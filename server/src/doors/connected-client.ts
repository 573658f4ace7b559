import type { ServerNotification } from '#shared/protocol/message';
import type { Connection } from 'vscode-languageserver';
import { DisposableStore } from '../base/disposable.ts';
import { messageOf } from '../base/error.ts';
import type { Log } from '../base/log.ts';
import type { Client } from '../clients/client.ts';

/** The client at the other end of a JSON-RPC connection. */
export class ConnectedClient implements Client {
  readonly lifetime = new DisposableStore();
  readonly #connection: Pick<Connection, 'sendNotification'>;
  readonly #log: Log;
  #closed = false;

  constructor(connection: Pick<Connection, 'sendNotification'>, log: Log) {
    this.#connection = connection;
    this.#log = log;
  }

  notify<Params>(message: ServerNotification<Params>, params: Params): void {
    if (this.#closed) return;
    this.#send(message.method, params).catch((error: unknown) => {
      // It may be closing just now; then nobody misses this.
      if (!this.#closed) this.#log.debug(`${message.method} was not sent: ${messageOf(error)}`);
    });
  }

  close(): void {
    this.#closed = true;
    this.lifetime.dispose();
  }

  async #send(method: string, params: unknown): Promise<void> {
    await this.#connection.sendNotification(method, params);
  }
}
