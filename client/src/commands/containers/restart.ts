import { containersRestart } from '#shared/protocol/containers';
import { t } from '../../base/l10n.ts';
import { each } from '../each.ts';
import { containerCommand, hasStatus } from './container-command.ts';

export const restartContainer = containerCommand({
  id: 'hyperbox.containers.restart',
  title: () => t('Restart which container?'),
  fits: hasStatus('running', 'restarting', 'exited', 'paused'),
  run: ({ server }, containers) =>
    each(containers, ({ id }) => server.send(containersRestart, { containerId: id })),
});
