import {
  DidChangeWatchedFilesNotification,
  type Connection,
  type Disposable,
  type ServerCapabilities,
} from 'vscode-languageserver';
import type { Log } from '../../base/log.ts';
import { pathOf } from './compose-document.ts';

export interface FileChangesOptions {
  readonly connection: Connection;
  /** Files whose text matters, whoever writes them. */
  readonly globs: readonly string[];
  readonly log: Log;
  /** Files appeared, went, or are other than they were. */
  onChange(paths: readonly string[]): void;
}

const everything = { filters: [{ pattern: { glob: '**' } }] };

/** That any file is there or not may matter: to who names it in a mount, to who copies it. */
export const fileOperations: ServerCapabilities = {
  workspace: {
    fileOperations: { didCreate: everything, didDelete: everything, didRename: everything },
  },
};

/** Hears of files on disk: of all that the user makes, moves or deletes, and what others do to some. */
export class FileChanges implements Disposable {
  readonly #options: FileChangesOptions;
  readonly #subscriptions: readonly Disposable[];
  #isWatching = false;

  constructor(options: FileChangesOptions) {
    this.#options = options;
    const { connection } = options;
    const changed = (uris: readonly string[]): void => {
      options.onChange(uris.map(pathOf));
    };
    this.#subscriptions = [
      connection.onDidChangeWatchedFiles(({ changes }) => {
        changed(changes.map(({ uri }) => uri));
      }),
      connection.workspace.onDidCreateFiles(({ files }) => {
        changed(files.map(({ uri }) => uri));
      }),
      connection.workspace.onDidDeleteFiles(({ files }) => {
        changed(files.map(({ uri }) => uri));
      }),
      connection.workspace.onDidRenameFiles(({ files }) => {
        changed(files.flatMap(({ oldUri, newUri }) => [oldUri, newUri]));
      }),
    ];
  }

  /** Asks the editor to look, once. */
  watch(): void {
    if (this.#isWatching) return;
    this.#isWatching = true;
    const { connection, globs, log } = this.#options;
    connection.client
      .register(DidChangeWatchedFilesNotification.type, {
        watchers: globs.map((globPattern) => ({ globPattern })),
      })
      .catch((error: unknown) => {
        log.debug(`The client watches no files: ${String(error)}`);
      });
  }

  dispose(): void {
    for (const subscription of this.#subscriptions) subscription.dispose();
  }
}
