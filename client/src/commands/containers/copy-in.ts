import * as vscode from 'vscode';
import { containersCopyIn } from '#shared/protocol/containers';
import { t } from '../../base/l10n.ts';
import { ask } from '../input/ask.ts';
import { checkContainerPath } from '../input/checks.ts';
import { say } from '../show.ts';
import { anyContainer, oneContainerCommand } from './container-command.ts';

export const copyIntoContainer = oneContainerCommand({
  id: 'hyperbox.containers.copyIn',
  title: () => t('Copy files into which container?'),
  fits: anyContainer,
  run: async ({ server, operations }, { id, name }) => {
    const files = await vscode.window.showOpenDialog({
      title: t('Copy into {0}', name),
      openLabel: t('Copy'),
      canSelectFiles: true,
      canSelectFolders: true,
      canSelectMany: true,
    });
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
