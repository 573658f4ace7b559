import * as vscode from 'vscode';

/** Asks for a place and writes the text there; the file opens on request, not by itself. */
export const saveLog = async (title: string, text: string): Promise<void> => {
  const uri = await vscode.window.showSaveDialog({
    defaultUri: suggested(title),
    filters: { [vscode.l10n.t('Log')]: ['log'], [vscode.l10n.t('Text')]: ['txt'] },
  });
  if (uri === undefined) return;
  try {
    await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(text));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    void vscode.window.showErrorMessage(
      vscode.l10n.t('The log could not be saved to {0}: {1}', uri.fsPath, reason),
    );
    return;
  }
  const open = vscode.l10n.t('Open');
  const saved = vscode.l10n.t('The log was saved to {0}.', uri.fsPath);
  if ((await vscode.window.showInformationMessage(saved, open)) === open) {
    await vscode.window.showTextDocument(uri);
  }
};

const suggested = (title: string): vscode.Uri => {
  // What the file systems of Windows refuse, the others can do without.
  const name = `${title.replaceAll(/[^\p{L}\p{N}._ -]+/gu, '-')}.log`;
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
  return folder === undefined ? vscode.Uri.file(name) : vscode.Uri.joinPath(folder, name);
};
