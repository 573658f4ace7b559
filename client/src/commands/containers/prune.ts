import { containersPrune } from '#shared/protocol/containers';
import { t } from '../../base/l10n.ts';
import { pruneCommand } from '../prune.ts';

export const pruneContainers = pruneCommand({
  id: 'hyperbox.containers.prune',
  nothing: () => t('No container is stopped.'),
  one: () => t('Remove this stopped container?'),
  several: (count) => t('Remove {0} stopped containers?', count),
  send: ({ server }, apply) => server.send(containersPrune, { apply }),
});
