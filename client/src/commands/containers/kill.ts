import { containersKill } from '#shared/protocol/containers';
import { t } from '../../base/l10n.ts';
import { confirm } from '../input/confirm.ts';
import { containerCommand, hasStatus } from './container-command.ts';
import { eachContainer } from './each-container.ts';

export const killContainer = containerCommand({
  id: 'hyperbox.containers.kill',
  title: () => t('Kill which container?'),
  fits: hasStatus('running', 'paused', 'restarting'),
  run: async ({ server }, containers) => {
    const yes = await confirm({
      message: t('Kill at once, with no time to save anything?'),
      lines: containers.map(({ name }) => name),
      action: t('Kill'),
    });
    if (yes)
      await eachContainer(containers, ({ id }) => server.send(containersKill, { containerId: id }));
  },
});
