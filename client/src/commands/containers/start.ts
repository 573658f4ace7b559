import { containersStart } from '#shared/protocol/containers';
import { t } from '../../base/l10n.ts';
import { containerCommand, hasStatus } from './container-command.ts';
import { eachContainer } from './each-container.ts';

export const startContainer = containerCommand({
  id: 'hyperbox.containers.start',
  title: () => t('Start which container?'),
  fits: hasStatus('created', 'exited', 'dead'),
  run: ({ server }, containers) =>
    eachContainer(containers, ({ id }) => server.send(containersStart, { containerId: id })),
});
