import type { Connection } from 'vscode-languageserver';
import type { Log } from '../../../base/log.ts';
import type { Delivery, FileDiagnostics } from './delivery.ts';

export interface PushOptions {
  readonly connection: Pick<Connection, 'sendDiagnostics'>;
  /** The editor wants to know which text was judged. */
  hasVersions(): boolean;
  uriOf(path: string): string;
  readonly log: Log;
}

/** Sends what each file has, and nothing for those that have nothing any more. */
export class PushDelivery implements Delivery {
  readonly #options: PushOptions;
  #published: readonly string[] = [];

  constructor(options: PushOptions) {
    this.#options = options;
  }

  deliver(files: ReadonlyMap<string, FileDiagnostics>): void {
    for (const path of new Set([...this.#published, ...files.keys()])) {
      const { items = [], version } = files.get(path) ?? {};
      const isVersioned = version !== undefined && this.#options.hasVersions();
      this.#options.connection
        .sendDiagnostics({
          uri: this.#options.uriOf(path),
          ...(isVersioned && { version }),
          diagnostics: [...items],
        })
        .catch((error: unknown) => {
          this.#options.log.debug(`Diagnostics were not sent: ${String(error)}`);
        });
    }
    this.#published = [...files.keys()];
  }
}
