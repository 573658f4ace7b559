import * as vscode from 'vscode';

export type LogFormat = 'text' | 'ndjson';

const formats: Readonly<Record<LogFormat, () => { extension: string; label: string }>> = {
  text: () => ({ extension: 'log', label: vscode.l10n.t('Log') }),
  ndjson: () => ({ extension: 'ndjson', label: vscode.l10n.t('Newline-Delimited JSON') }),
};

/** Asks for a place and has the log written there; the file opens on request, not by itself. */
export const saveLog = async (
  title: string,
  format: LogFormat,
  write: (path: string) => Promise<{ readonly lines: number }>,
): Promise<void> => {
  const { extension, label } = formats[format]();
  const uri = await vscode.window.showSaveDialog({
    defaultUri: suggested(title, extension),
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
    await vscode.window.showTextDocument(uri);
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
