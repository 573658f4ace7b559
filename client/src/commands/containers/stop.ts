import { containersStop } from '#shared/protocol/containers';
import { t } from '../../base/l10n.ts';
import { containerCommand, hasStatus } from './container-command.ts';
import { eachContainer } from './each-container.ts';

export const stopContainer = containerCommand({
  id: 'hyperbox.containers.stop',
  title: () => t('Stop which container?'),
  fits: hasStatus('running', 'restarting', 'paused'),
  run: ({ server }, containers) =>
    eachContainer(containers, ({ id }) => server.send(containersStop, { containerId: id })),
});
