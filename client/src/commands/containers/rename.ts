import { containersRename } from '#shared/protocol/containers';
import { t } from '../../base/l10n.ts';
import { ask } from '../input/ask.ts';
import { checkNewName } from '../input/checks.ts';
import { anyContainer, oneContainerCommand } from './container-command.ts';

export const renameContainer = oneContainerCommand({
  id: 'hyperbox.containers.rename',
  title: () => t('Rename which container?'),
  fits: anyContainer,
  run: async ({ server, inventory }, container) => {
    const others = (await inventory.read('containers'))
      .map((item) => item.name)
      .filter((other) => other !== container.name);
    const name = await ask({
      title: t('Rename {0}', container.name),
      prompt: t('The new name'),
      value: container.name,
      check: checkNewName(others),
    });
    if (name === undefined || name === container.name) return;
    await server.send(containersRename, { containerId: container.id, name });
  },
});
