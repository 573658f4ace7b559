import { networksInspect } from '#shared/protocol/networks';
import { t } from '../../base/l10n.ts';
import { itemCommand } from '../item-command.ts';
import { showRecord } from '../show.ts';

export const inspectNetwork = itemCommand({
  id: 'hyperbox.networks.inspect',
  kind: 'network',
  title: () => t('Inspect which network?'),
  run: async (app, [target]) => {
    if (target === undefined) return;
    const { id, name } = target.network;
    await showRecord(app, { noun: 'networks', name, id }, () =>
      app.server.send(networksInspect, { networkId: id }),
    );
  },
});
