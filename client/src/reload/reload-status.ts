import * as vscode from 'vscode';
import { t } from '../base/l10n.ts';
import { showReloads } from '../commands/reloads/show.ts';
import { showStatus } from '../show-status.ts';
import type { LastReloads } from './last-reloads.ts';
import { reloadStatusLook, reloadToShow } from './status-look.ts';

/** How long the last reload took, right of the projects; a click shows the timeline. */
export const showReloadStatus = (last: LastReloads): vscode.Disposable => {
  const item = vscode.window.createStatusBarItem(
    'hyperbox.reload',
    vscode.StatusBarAlignment.Left,
    9,
  );
  item.name = 'HyperBox Reload';
  const show = (): void => {
    const { items } = last;
    const id = reloadToShow(items)?.id;
    item.command = { title: t('Show Reload'), command: showReloads.id, arguments: [id] };
    showStatus(item, reloadStatusLook(items));
  };
  return vscode.Disposable.from(item, last.onDidChange(show));
};
