import { containersKill } from '#shared/protocol/containers';
import { t } from '../../base/l10n.ts';
import { each } from '../each.ts';
import { confirm } from '../input/confirm.ts';
import { containerCommand, hasStatus } from './container-command.ts';

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
    if (yes) await each(containers, ({ id }) => server.send(containersKill, { containerId: id }));
  },
});
