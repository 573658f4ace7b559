import { networksPrune } from '#shared/protocol/networks';
import { t } from '../../base/l10n.ts';
import { pruneCommand } from '../prune.ts';

export const pruneNetworks = pruneCommand({
  id: 'hyperbox.networks.prune',
  nothing: () => t('Every network is in use.'),
  one: () => t('Remove this network that no container uses?'),
  several: (count) => t('Remove {0} networks that no container uses?', count),
  send: ({ server }, apply) => server.send(networksPrune, { apply }),
});
