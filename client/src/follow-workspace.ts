import * as vscode from 'vscode';
import { reloadFileSaved, reloadFinished } from '#shared/protocol/reload';
import { foldersChanged, trustGranted } from '#shared/protocol/workspace';
import type { App } from './app.ts';
import { t } from './base/l10n.ts';

/** Absolute paths of the folders that are on a disk. */
export const workspaceFolders = (): string[] =>
  (vscode.workspace.workspaceFolders ?? [])
    .filter(({ uri }) => uri.scheme === 'file')
    .map(({ uri }) => uri.fsPath);

/** Tells the server what happens in the window, and the user what the server did about it. */
export const followWorkspace = (app: App): readonly vscode.Disposable[] => [
  vscode.workspace.onDidChangeWorkspaceFolders(() => {
    app.server.notify(foldersChanged, { folders: workspaceFolders() });
  }),
  vscode.workspace.onDidGrantWorkspaceTrust(() => {
    app.server.notify(trustGranted, {});
    void app.engine.read();
    app.inventory.resync();
    app.projects.resync();
  }),
  vscode.workspace.onDidSaveTextDocument(({ uri }) => {
    if (uri.scheme === 'file') app.server.notify(reloadFileSaved, { path: uri.fsPath });
  }),
  app.server.on(reloadFinished, ({ service: names, outcome }) => {
    if (outcome?.kind === 'done') {
      const text = t('{0} restarted in {1} ms', names, Math.round(outcome.durationMs));
      vscode.window.setStatusBarMessage(`$(sync) ${text}`, 4000);
    } else if (outcome?.kind === 'failed') {
      void reportReload(app, t('{0} could not be restarted. {1}', names, outcome.message));
    }
  }),
];

const reportReload = async (app: App, message: string): Promise<void> => {
  const show = t('Show Output');
  app.log.error(message);
  if ((await vscode.window.showErrorMessage(message, show)) === show) app.log.show(true);
};
