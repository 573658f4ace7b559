import { networksRemove } from '#shared/protocol/networks';
import { t } from '../../base/l10n.ts';
import { each } from '../each.ts';
import { confirm } from '../input/confirm.ts';
import { itemCommand } from '../item-command.ts';

export const removeNetwork = itemCommand({
  id: 'hyperbox.networks.remove',
  kind: 'network',
  title: () => t('Remove which network?'),
  fits: ({ network }) => !network.builtIn,
  run: async ({ server }, targets) => {
    const yes = await confirm({
      message:
        targets.length === 1
          ? t('Remove this network?')
          : t('Remove these {0} networks?', targets.length),
      lines: targets.map(({ network }) => network.name),
      action: t('Remove'),
    });
    if (!yes) return;
    await each(targets, ({ network }) => server.send(networksRemove, { networkId: network.id }));
  },
});
