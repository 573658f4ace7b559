import * as vscode from 'vscode';
import { showReloads } from '../commands/reloads/show.ts';
import { showStatus } from '../show-status.ts';
import type { LastReloads } from './last-reloads.ts';
import { reloadStatusLook } from './status-look.ts';

/** How long the last reload took, right of the projects; a click shows the timeline. */
export const showReloadStatus = (last: LastReloads): vscode.Disposable => {
  const item = vscode.window.createStatusBarItem(
    'hyperbox.reload',
    vscode.StatusBarAlignment.Left,
    9,
  );
  item.name = 'HyperBox Reload';
  item.command = showReloads.id;
  const show = (): void => {
    showStatus(item, reloadStatusLook(last.items));
  };
  return vscode.Disposable.from(item, last.onDidChange(show));
};
