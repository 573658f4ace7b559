import * as vscode from 'vscode';
import {
  CloseAction,
  ErrorAction,
  LanguageClient,
  RevealOutputChannelOn,
  State,
  TransportKind,
  type LanguageClientOptions,
} from 'vscode-languageclient/node';
import type { Initialization } from '#shared/protocol/workspace';
import { t } from './base/l10n.ts';
import { nothingTwice } from './coexistence/nothing-twice.ts';
import { ToldElsewhere } from './coexistence/told-elsewhere.ts';
import { CrashPolicy } from './crash-policy.ts';
import { pushedDiagnostics } from './pushed-diagnostics.ts';

export interface LanguageClientSetup {
  /** Absolute path of the server's bundle. */
  readonly module: string;
  readonly log: vscode.LogOutputChannel;
  /** Asked at every start, so that a restarted server knows what has changed since. */
  readonly initialization: () => Initialization;
  readonly onRunning: (client: LanguageClient) => void;
  /** Takes what lives as long as the extension. */
  readonly own: (part: { dispose(): unknown }) => void;
}

/** Compose files, and what has to do with their projects: of the latter little is said, see the server. */
const documentSelector: LanguageClientOptions['documentSelector'] = [
  { scheme: 'file', language: 'dockercompose' },
  { scheme: 'untitled', language: 'dockercompose' },
  { scheme: 'file', language: 'yaml', pattern: '**/{compose,docker-compose}{,.*}.{yml,yaml}' },
  { scheme: 'file', language: 'dockerfile' },
  { scheme: 'file', pattern: '**/{.env,.env.*,*.env}' },
  { scheme: 'file', pattern: '**/{,*}.dockerignore' },
  { scheme: 'file', pattern: '**/{,.}devcontainer.json' },
];

/** Starts the server's process. Resolves with the client once it answers. */
export const startLanguageClient = async (setup: LanguageClientSetup): Promise<LanguageClient> => {
  const crashes = new CrashPolicy();
  const toldElsewhere = new ToldElsewhere();
  setup.own(toldElsewhere);
  const client = new LanguageClient(
    'hyperbox',
    'HyperBox',
    { module: setup.module, transport: TransportKind.ipc },
    {
      documentSelector,
      middleware: {
        ...nothingTwice,
        handleDiagnostics: (uri, diagnostics, next) => {
          toldElsewhere.handle(uri, diagnostics, next);
        },
        provideCodeActions: (document, range, context, token, next) => {
          const diagnostics = [
            ...context.diagnostics,
            ...toldElsewhere.hidden(document.uri, range),
          ];
          return next(document, range, { ...context, diagnostics }, token);
        },
      },
      diagnosticCollectionName: 'HyperBox',
      outputChannel: setup.log,
      traceOutputChannel: setup.log,
      revealOutputChannelOn: RevealOutputChannelOn.Never,
      initializationOptions: setup.initialization,
      errorHandler: {
        error: () => ({ action: ErrorAction.Continue }),
        closed: () => {
          if (crashes.crashed() === 'restart') {
            setup.log.warn('The HyperBox server ended by itself; it is started again.');
            return { action: CloseAction.Restart, handled: true };
          }
          void offerRestart(client, crashes, setup.log);
          return { action: CloseAction.DoNotRestart, handled: true };
        },
      },
    },
  );
  client.registerFeature(pushedDiagnostics);
  client.onDidChangeState(({ newState }) => {
    if (newState === State.Running) setup.onRunning(client);
  });
  await client.start();
  return client;
};

const offerRestart = async (
  client: LanguageClient,
  crashes: CrashPolicy,
  log: vscode.LogOutputChannel,
): Promise<void> => {
  const restart = t('Restart');
  const choice = await vscode.window.showErrorMessage(
    t('The HyperBox server has ended several times within minutes. Its output says why.'),
    restart,
  );
  if (choice !== restart) {
    log.show(true);
    return;
  }
  crashes.reset();
  await client.start();
};
