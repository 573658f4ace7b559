import * as vscode from 'vscode';
import { logLanguage } from '../logs/log-language.ts';

export type LogFormat = 'text' | 'ndjson';

interface Look {
  readonly extension: string;
  readonly label: string;
  /** Before the extension: a file of that name is coloured by our grammar, whoever opens it. */
  readonly mark?: string;
  readonly language?: string;
}

const formats: Readonly<Record<LogFormat, () => Look>> = {
  text: () => ({
    ...{ extension: 'log', mark: '.hyperbox', language: logLanguage },
    label: vscode.l10n.t('Log'),
  }),
  ndjson: () => ({ extension: 'ndjson', label: vscode.l10n.t('Newline-Delimited JSON') }),
};

/** Asks for a place and has the log written there; the file opens on request, not by itself. */
export const saveLog = async (
  title: string,
  format: LogFormat,
  write: (path: string) => Promise<{ readonly lines: number }>,
): Promise<void> => {
  const { extension, label, mark = '', language } = formats[format]();
  const uri = await vscode.window.showSaveDialog({
    defaultUri: suggested(`${title}${mark}`, extension),
    filters: { [label]: [extension] },
  });
  if (uri === undefined) return;
  try {
    const { lines } = await vscode.window.withProgress(
      {
        location: vscode.ProgressLocation.Notification,
        title: vscode.l10n.t('Saving the log of {0}', title),
      },
      () => write(uri.fsPath),
    );
    const open = vscode.l10n.t('Open');
    const saved = vscode.l10n.t('{0} lines were saved to {1}.', lines, uri.fsPath);
    if ((await vscode.window.showInformationMessage(saved, open)) !== open) return;
    const document = await vscode.workspace.openTextDocument(uri);
    // It may have been given another name.
    if (language !== undefined) await vscode.languages.setTextDocumentLanguage(document, language);
    await vscode.window.showTextDocument(document);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    void vscode.window.showErrorMessage(
      vscode.l10n.t('The log could not be saved to {0}: {1}', uri.fsPath, reason),
    );
  }
};

const suggested = (title: string, extension: string): vscode.Uri => {
  // What the file systems of Windows refuse, the others can do without.
  const name = `${title.replaceAll(/[^\p{L}\p{N}._ -]+/gu, '-')}.${extension}`;
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
  return folder === undefined ? vscode.Uri.file(name) : vscode.Uri.joinPath(folder, name);
};
