import {
  DidChangeWatchedFilesNotification,
  TextDocuments,
  TextDocumentSyncKind,
  type Connection,
  type ServerCapabilities,
} from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { DisposableStore, type Disposable } from '../../base/disposable.ts';
import { silentLog, type Log } from '../../base/log.ts';
import { readTextFile } from '../files/read-text.ts';
import type { LoadCompose } from '../load-contract.ts';
import { loadCompose } from '../load.ts';
import { composePath, pathOf, uriOf } from './compose-document.ts';
import { ComposeDiagnostics } from './diagnostics.ts';

export interface ComposeLanguageDeps {
  /** The process environment: variables that compose files use. */
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Asked at each edit and at `refresh`; `undefined` until the client has said. */
  settings(): { readonly composeDiagnostics: boolean } | undefined;
  readonly log?: Log;
  /** How long typing must pause. */
  readonly debounceMs?: number;
  readonly loadCompose?: LoadCompose;
}

export interface ComposeLanguage extends Disposable {
  /** For the answer to `initialize`. */
  readonly capabilities: ServerCapabilities;
  /** To be called when the settings have changed. */
  refresh(): void;
}

/** Serves compose files to an editor: diagnostics of unsaved text as it is typed. */
export const registerComposeLanguage = (
  connection: Connection,
  deps: ComposeLanguageDeps,
): ComposeLanguage => {
  const { log = silentLog } = deps;
  const documents = new TextDocuments(TextDocument);
  // Editors spell the same address in different ways, so documents are found by path.
  const openAt = (path: string): TextDocument | undefined =>
    documents.all().find(({ uri }) => pathOf(uri) === path);
  const diagnostics = new ComposeDiagnostics({
    connection,
    loadCompose: deps.loadCompose ?? loadCompose,
    readText: async (path) => openAt(path)?.getText() ?? (await readTextFile(path)),
    uriOf: (path) => openAt(path)?.uri ?? uriOf(path),
    environment: definedOnly(deps.environment),
    debounceMs: deps.debounceMs ?? 50,
    log,
  });
  const refresh = (): void => {
    diagnostics.enabled = deps.settings()?.composeDiagnostics ?? true;
  };
  let isWatching = false;
  const watchFiles = (): void => {
    if (isWatching) return;
    isWatching = true;
    connection.client
      .register(DidChangeWatchedFilesNotification.type, {
        watchers: [{ globPattern: '**/{*.yaml,*.yml,.env,*.env}' }],
      })
      .catch((error: unknown) => {
        log.debug(`The client watches no files: ${String(error)}`);
      });
  };
  const owned = new DisposableStore();
  const subscriptions = [
    documents.onDidOpen(({ document }) => {
      const path = composePath(document);
      if (path === undefined) return;
      refresh();
      watchFiles();
      diagnostics.opened(path);
    }),
    documents.onDidChangeContent(({ document }) => {
      refresh();
      // An env file that is being edited matters to the compose files that read it.
      diagnostics.changed(composePath(document) ?? pathOf(document.uri));
    }),
    documents.onDidClose(({ document }) => {
      const path = composePath(document);
      if (path !== undefined) diagnostics.closed(path);
    }),
    connection.onDidChangeWatchedFiles(({ changes }) => {
      for (const { uri } of changes) diagnostics.changed(pathOf(uri));
    }),
    documents.listen(connection),
  ];
  for (const subscription of subscriptions) owned.add(subscription);
  owned.add(diagnostics);
  return {
    capabilities: {
      textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental },
    },
    refresh,
    dispose: () => {
      owned.dispose();
    },
  };
};

const definedOnly = (
  environment: Readonly<Record<string, string | undefined>>,
): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(environment).filter(
      (entry): entry is [string, string] => entry[1] !== undefined,
    ),
  );
