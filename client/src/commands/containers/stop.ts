import { containersStop } from '#shared/protocol/containers';
import { t } from '../../base/l10n.ts';
import { each } from '../each.ts';
import { containerCommand, hasStatus } from './container-command.ts';

export const stopContainer = containerCommand({
  id: 'hyperbox.containers.stop',
  title: () => t('Stop which container?'),
  fits: hasStatus('running', 'restarting'),
  run: ({ server }, containers) =>
    each(containers, ({ id }) => server.send(containersStop, { containerId: id })),
});
