import * as vscode from 'vscode';
import { reloadFileSaved } from '#shared/protocol/reload';
import { foldersChanged, trustGranted } from '#shared/protocol/workspace';
import type { App } from './app.ts';

/** Absolute paths of the folders that are on a disk. */
export const workspaceFolders = (): string[] =>
  (vscode.workspace.workspaceFolders ?? [])
    .filter(({ uri }) => uri.scheme === 'file')
    .map(({ uri }) => uri.fsPath);

/** Tells the server what happens in the window. */
export const followWorkspace = (app: App): readonly vscode.Disposable[] => [
  vscode.workspace.onDidChangeWorkspaceFolders(() => {
    app.server.notify(foldersChanged, { folders: workspaceFolders() });
  }),
  vscode.workspace.onDidGrantWorkspaceTrust(() => {
    app.server.notify(trustGranted, {});
    void app.engine.read();
    app.inventory.resync();
    app.projects.resync();
    app.reloads.resync();
  }),
  vscode.workspace.onDidSaveTextDocument(({ uri }) => {
    if (uri.scheme === 'file') app.server.notify(reloadFileSaved, { path: uri.fsPath });
  }),
];
