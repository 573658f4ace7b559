import { networksDisconnect } from '#shared/protocol/networks';
import { t } from '../../base/l10n.ts';
import { isClosed } from '../../views/looks/network.ts';
import { containerChoices } from '../containers/container-command.ts';
import { pickOne } from '../input/pick.ts';
import { itemCommand } from '../item-command.ts';
import { say } from '../show.ts';

export const disconnectNetwork = itemCommand({
  id: 'hyperbox.networks.disconnect',
  kind: 'network',
  title: () => t('Disconnect a container from which network?'),
  fits: ({ network }) => !isClosed(network),
  run: async ({ server, inventory }, [target]) => {
    if (target === undefined) return;
    const { id, name } = target.network;
    const connected = (await inventory.read('containers')).filter(({ networks }) =>
      networks.includes(name),
    );
    if (connected.length === 0) {
      say(t('No container is connected to {0}.', name));
      return;
    }
    const container = await pickOne(
      t('Disconnect which container from {0}?', name),
      containerChoices(connected),
    );
    if (container === undefined) return;
    await server.send(networksDisconnect, { networkId: id, containerId: container.id });
  },
});
