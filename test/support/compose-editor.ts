import { PassThrough } from 'node:stream';
import { createConnection } from 'vscode-languageserver';
import {
  createMessageConnection,
  createProtocolConnection,
  StreamMessageReader,
  StreamMessageWriter,
  type ClientCapabilities,
  type Diagnostic,
  type MessageConnection,
  type PublishDiagnosticsParams,
} from 'vscode-languageserver/node';
import { URI } from 'vscode-uri';
import { lensCommands } from '#shared/protocol/lenses';
import type { RuleLevels } from '#shared/rule-levels';
import { hardening } from '../../server/src/compose/advice/hardening/index.ts';
import { DisposableStore } from '../../server/src/base/disposable.ts';
import {
  registerComposeLanguage,
  type ComposeLanguage,
} from '../../server/src/compose/language/index.ts';
import type { LoadCompose } from '../../server/src/compose/load-contract.ts';
import { languages } from '../../server/src/languages.ts';
import { guardRequests } from '../../server/src/doors/messages/guard-requests.ts';
import { LenientReader } from '../../server/src/doors/messages/lenient-reader.ts';

export interface Editor {
  readonly client: MessageConnection;
  readonly language: ComposeLanguage;
  readonly settings: { composeDiagnostics: boolean; composeRules: RuleLevels };
  open(path: string, text: string, languageId?: string): Promise<void>;
  change(path: string, text: string): Promise<void>;
  close(path: string): Promise<void>;
  /** The first diagnostics of the file from now on that match. */
  next(
    path: string,
    matches: (diagnostics: readonly Diagnostic[]) => boolean,
  ): Promise<readonly Diagnostic[]>;
  readonly published: ReadonlyMap<string, readonly Diagnostic[]>;
  /** Everything that was published, in order. */
  readonly log: readonly PublishDiagnosticsParams[];
  dispose(): void;
}

export const uriOf = (path: string): string => URI.file(path).toString();

/** Of a client that can run what lenses offer. */
export const allLenses = {
  enabled: true,
  commands: Object.values(lensCommands),
  server: false,
  usage: false,
  icons: true,
};

export interface EditorOptions {
  /** Whether advice on hardening is heard: every service that is written plainly has some. */
  readonly hardening?: boolean;
  /** In place of the loader, to hold it up. */
  readonly loadCompose?: LoadCompose;
}

const hardeningCodes: ReadonlySet<unknown> = new Set(hardening.map(({ code }) => code));

/** A client and the compose language, joined by streams in memory. */
export const startEditor = async (
  capabilities: ClientCapabilities = {},
  environment: Readonly<Record<string, string>> = { HOME: '/home/user' },
  { hardening: showsHardening = false, loadCompose }: EditorOptions = {},
): Promise<Editor> => {
  const up = new PassThrough();
  const down = new PassThrough();
  const owned = new DisposableStore();
  const reader = new LenientReader(up);
  const writer = new StreamMessageWriter(down);
  const connection = createConnection(
    (logger) => guardRequests(createProtocolConnection(reader, writer, logger)),
    { shutdownReceived: false, initialize: () => undefined, exit: () => undefined },
  );
  const settings = { composeDiagnostics: true, composeRules: {}, composeLenses: allLenses };
  const language = owned.add(
    registerComposeLanguage(connection, {
      environment,
      settings: () => settings,
      debounceMs: 5,
      beside: languages,
      ...(loadCompose !== undefined && { loadCompose }),
    }),
  );
  connection.onInitialize(({ capabilities }) => ({
    capabilities: language.initialize(capabilities),
  }));
  connection.listen();
  const client = createMessageConnection(
    new StreamMessageReader(down),
    new StreamMessageWriter(up),
  );
  const published = new Map<string, readonly Diagnostic[]>();
  const log: PublishDiagnosticsParams[] = [];
  const listeners = new Set<() => void>();
  client.onNotification('textDocument/publishDiagnostics', (params: PublishDiagnosticsParams) => {
    const heard = params.diagnostics.filter(
      ({ code }) => showsHardening || !hardeningCodes.has(code),
    );
    published.set(URI.parse(params.uri).fsPath, heard);
    log.push({ ...params, diagnostics: heard });
    for (const listener of [...listeners]) listener();
  });
  client.onRequest('client/registerCapability', () => null);
  client.listen();
  await client.sendRequest('initialize', { processId: null, rootUri: null, capabilities });
  let version = 0;
  return {
    client,
    language,
    settings,
    published,
    log,
    open: (path, text, languageId = 'dockercompose') =>
      client.sendNotification('textDocument/didOpen', {
        textDocument: { uri: uriOf(path), languageId, version: ++version, text },
      }),
    change: (path, text) =>
      client.sendNotification('textDocument/didChange', {
        textDocument: { uri: uriOf(path), version: ++version },
        contentChanges: [{ text }],
      }),
    close: (path) =>
      client.sendNotification('textDocument/didClose', { textDocument: { uri: uriOf(path) } }),
    next: (path, matches) =>
      new Promise((resolve, reject) => {
        const timer = setTimeout(() => {
          listeners.delete(check);
          reject(new Error(`no such diagnostics; last: ${JSON.stringify(published.get(path))}`));
        }, 5000);
        const check = (): void => {
          const diagnostics = published.get(path);
          if (diagnostics === undefined || !matches(diagnostics)) return;
          clearTimeout(timer);
          listeners.delete(check);
          resolve(diagnostics);
        };
        listeners.add(check);
        check();
      }),
    dispose: () => {
      owned.dispose();
      client.dispose();
      connection.dispose();
    },
  };
};
