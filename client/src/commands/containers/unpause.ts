import { containersUnpause } from '#shared/protocol/containers';
import { t } from '../../base/l10n.ts';
import { containerCommand, hasStatus } from './container-command.ts';
import { eachContainer } from './each-container.ts';

export const unpauseContainer = containerCommand({
  id: 'hyperbox.containers.unpause',
  title: () => t('Unpause which container?'),
  fits: hasStatus('paused'),
  run: ({ server }, containers) =>
    eachContainer(containers, ({ id }) => server.send(containersUnpause, { containerId: id })),
});
