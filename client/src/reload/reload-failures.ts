import * as vscode from 'vscode';
import type { ReloadItem } from '#shared/protocol/reload';
import { showReloads } from '../commands/reloads/show.ts';
import { t } from '../base/l10n.ts';
import { failureText } from '../failure-text.ts';
import { failureMessage, isNewFailure } from './failure-reason.ts';
import type { LastReloads } from './last-reloads.ts';

/**
 * Says that a reload failed: once for as long as it fails for the same reason, since nobody wants to
 * hear it at each save.
 */
export const reportReloadFailures = (
  last: LastReloads,
  log: vscode.LogOutputChannel,
): vscode.Disposable =>
  last.onDidEnd((reload) => {
    const { service, outcome } = reload.item;
    if (outcome?.kind !== 'failed') return;
    log.error(`${service}: ${outcome.message}`);
    for (const line of outcome.lines) log.error(`  ${line}`);
    if (isNewFailure(reload)) void offerReload(reload.item, outcome);
  });

const offerReload = async (
  { id, service }: ReloadItem,
  { message, lines }: { readonly message: string; readonly lines: readonly string[] },
): Promise<void> => {
  const show = t('Show Reload');
  const text = `${t('{0} could not be reloaded.', service)} ${failureText({ message: failureMessage(service, message), output: lines })}`;
  if ((await vscode.window.showErrorMessage(text, show)) === show) {
    await vscode.commands.executeCommand(showReloads.id, id);
  }
};
