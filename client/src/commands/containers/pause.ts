import { containersPause } from '#shared/protocol/containers';
import { t } from '../../base/l10n.ts';
import { containerCommand, hasStatus } from './container-command.ts';
import { eachContainer } from './each-container.ts';

export const pauseContainer = containerCommand({
  id: 'hyperbox.containers.pause',
  title: () => t('Pause which container?'),
  fits: hasStatus('running'),
  run: ({ server }, containers) =>
    eachContainer(containers, ({ id }) => server.send(containersPause, { containerId: id })),
});
