import * as vscode from 'vscode';
import { posix } from 'node:path';
import { containersCopyOut } from '#shared/protocol/containers';
import { t } from '../../base/l10n.ts';
import { ask } from '../input/ask.ts';
import { checkContainerPath } from '../input/checks.ts';
import { say } from '../show.ts';
import { anyContainer, oneContainerCommand } from './container-command.ts';

export const copyOutOfContainer = oneContainerCommand({
  id: 'hyperbox.containers.copyOut',
  title: () => t('Copy files out of which container?'),
  fits: anyContainer,
  run: async ({ server, operations }, { id, name }) => {
    const containerPath = await ask({
      title: t('Copy out of {0}', name),
      prompt: t('The file or folder of the container'),
      placeHolder: '/etc/hosts',
      check: checkContainerPath,
    });
    if (containerPath === undefined) return;
    const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
    const [target] =
      (await vscode.window.showOpenDialog({
        title: t('Copy out of {0}', name),
        openLabel: t('Copy Here'),
        canSelectFiles: false,
        canSelectFolders: true,
        ...(folder === undefined ? {} : { defaultUri: folder }),
      })) ?? [];
    if (target === undefined) return;
    await operations.run(t('Copying out of {0}', name), ({ operationId, token }) =>
      server.send(
        containersCopyOut,
        { containerId: id, containerPath, hostFolder: target.fsPath, operationId },
        { token },
      ),
    );
    void offerToReveal(vscode.Uri.joinPath(target, posix.basename(containerPath)));
  },
});

/** The system's file manager is there only where the window and its files are on one machine. */
const offerToReveal = async (file: vscode.Uri): Promise<void> => {
  const isHere = vscode.workspace.getWorkspaceFolder(file) !== undefined;
  if (!isHere && vscode.env.remoteName !== undefined) {
    say(t('Copied to {0}.', file.fsPath));
    return;
  }
  const reveal = t('Show File');
  const choice = await vscode.window.showInformationMessage(
    t('Copied to {0}.', file.fsPath),
    reveal,
  );
  if (choice === reveal)
    await vscode.commands.executeCommand(isHere ? 'revealInExplorer' : 'revealFileInOS', file);
};
