import * as vscode from 'vscode';
import { metricsExportFailed, type MetricsExportFailure } from '#shared/protocol/metrics';
import { t } from '../base/l10n.ts';
import type { Server } from '../server.ts';

/** Says that metrics cannot be served or sent, and leads to the setting that asks for it. */
export const reportExportFailures = (server: Server): vscode.Disposable =>
  server.on(metricsExportFailed, (failure) => void offerSetting(failure));

const offerSetting = async ({ message, hint, setting }: MetricsExportFailure): Promise<void> => {
  const open = t('Open Settings');
  if ((await vscode.window.showWarningMessage(`${message} ${hint}`, open)) !== open) return;
  await vscode.commands.executeCommand('workbench.action.openSettings', setting);
};
