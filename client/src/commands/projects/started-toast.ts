import * as vscode from 'vscode';
import type { StartResult } from '#shared/protocol/projects';
import { t } from '../../base/l10n.ts';
import { openAddress, pickAddress } from '../show.ts';
import { startedText } from './started-text.ts';

/** One toast at the end of a start: what runs, which ports are others, and a way to open it. */
export const showStarted = async (name: string, result: StartResult): Promise<void> => {
  const addresses = [...new Set(result.services.flatMap((service) => service.addresses))];
  const text = startedText(name, result);
  const open = t('Open');
  const show =
    result.warnings.length > 0
      ? vscode.window.showWarningMessage
      : vscode.window.showInformationMessage;
  const choice = await show(text, ...(addresses.length > 0 ? [open] : []));
  if (choice !== open) return;
  const address = await pickAddress(addresses);
  if (address !== undefined) await openAddress(address);
};
