import { volumesPrune } from '#shared/protocol/volumes';
import { t } from '../../base/l10n.ts';
import { pruneCommand } from '../prune.ts';

export const pruneVolumes = pruneCommand({
  id: 'hyperbox.volumes.prune',
  nothing: () => t('Every volume is in use.'),
  one: () => t('Remove this volume that no container uses, with all that is in it?'),
  several: (count) =>
    t('Remove {0} volumes that no container uses, with all that is in them?', count),
  send: ({ server }, apply) => server.send(volumesPrune, { apply }),
});
