import * as vscode from 'vscode';
import { parseSince } from './parse-since.ts';

/** Asks from which moment on a log is to be shown. */
export const askSince = async (): Promise<number | undefined> => {
  const input = await vscode.window.showInputBox({
    title: vscode.l10n.t('Show the Log Since'),
    prompt: vscode.l10n.t('A time, a date with or without a time, or how long ago'),
    placeHolder: '14:30, 2026-03-01 14:30, 90s, 2h 30m',
    validateInput: (text) =>
      text === '' || parseSince(text, Date.now()) !== undefined
        ? undefined
        : vscode.l10n.t('Not a time: try 14:30 or 15m'),
  });
  return input === undefined ? undefined : parseSince(input, Date.now());
};
