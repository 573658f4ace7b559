import { networksConnect } from '#shared/protocol/networks';
import { t } from '../../base/l10n.ts';
import { isClosed } from '../../views/looks/network.ts';
import { containerChoices } from '../containers/container-command.ts';
import { pickOne } from '../input/pick.ts';
import { itemCommand } from '../item-command.ts';

export const connectNetwork = itemCommand({
  id: 'hyperbox.networks.connect',
  kind: 'network',
  title: () => t('Connect a container to which network?'),
  fits: ({ network }) => !isClosed(network),
  run: async ({ server, inventory }, [target]) => {
    if (target === undefined) return;
    const { id, name } = target.network;
    const container = await pickOne(
      t('Connect which container to {0}?', name),
      inventory
        .read('containers')
        .then((all) => containerChoices(all.filter(({ networks }) => !networks.includes(name)))),
    );
    if (container === undefined) return;
    await server.send(networksConnect, { networkId: id, containerId: container.id });
  },
});
