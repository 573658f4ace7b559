import { containersRestart } from '#shared/protocol/containers';
import { t } from '../../base/l10n.ts';
import { containerCommand, hasStatus } from './container-command.ts';
import { eachContainer } from './each-container.ts';

export const restartContainer = containerCommand({
  id: 'hyperbox.containers.restart',
  title: () => t('Restart which container?'),
  fits: hasStatus('running', 'restarting', 'exited', 'paused'),
  run: ({ server }, containers) =>
    eachContainer(containers, ({ id }) => server.send(containersRestart, { containerId: id })),
});
