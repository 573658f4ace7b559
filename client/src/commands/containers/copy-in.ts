import * as vscode from 'vscode';
import { containersCopyIn } from '#shared/protocol/containers';
import { t } from '../../base/l10n.ts';
import { ask } from '../input/ask.ts';
import { checkContainerPath } from '../input/checks.ts';
import { pickOne } from '../input/pick.ts';
import { say } from '../show.ts';
import { anyContainer, oneContainerCommand } from './container-command.ts';

export const copyIntoContainer = oneContainerCommand({
  id: 'hyperbox.containers.copyIn',
  title: () => t('Copy files into which container?'),
  fits: anyContainer,
  run: async ({ server, operations }, { id, name }) => {
    const files = await pickFiles(t('Copy into {0}', name));
    if (files === undefined || files.length === 0) return;
    const containerFolder = await ask({
      title: t('Copy into {0}', name),
      prompt: t('The folder of the container to copy to'),
      value: '/tmp',
      check: checkContainerPath,
    });
    if (containerFolder === undefined) return;
    await operations.run(t('Copying into {0}', name), async ({ operationId, token }) => {
      for (const { fsPath: hostPath } of files) {
        const params = { containerId: id, hostPath, containerFolder, operationId };
        await server.send(containersCopyIn, params, { token });
      }
    });
    say(t('Copied to {0} in {1}.', containerFolder, name));
  },
});

/** The dialogs of Windows and Linux show either files or folders; others show both at once. */
const pickFiles = async (title: string): Promise<readonly vscode.Uri[] | undefined> => {
  const isEither = vscode.env.remoteName === undefined && process.platform !== 'darwin';
  const kind = isEither
    ? await pickOne(title, [
        { label: t('Files'), icon: 'files', value: 'files' },
        { label: t('Folders'), icon: 'folder', value: 'folders' },
      ])
    : 'both';
  if (kind === undefined) return undefined;
  return vscode.window.showOpenDialog({
    title,
    openLabel: t('Copy'),
    canSelectFiles: kind !== 'folders',
    canSelectFolders: kind !== 'files',
    canSelectMany: true,
  });
};
