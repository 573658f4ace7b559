import { volumesRemove } from '#shared/protocol/volumes';
import { t } from '../../base/l10n.ts';
import { each } from '../each.ts';
import { confirm } from '../input/confirm.ts';
import { itemCommand } from '../item-command.ts';

export const removeVolume = itemCommand({
  id: 'hyperbox.volumes.remove',
  kind: 'volume',
  title: () => t('Remove which volume?'),
  run: async ({ server }, targets) => {
    const yes = await confirm({
      message:
        targets.length === 1
          ? t('Remove this volume and all that is in it?')
          : t('Remove these {0} volumes and all that is in them?', targets.length),
      lines: targets.map(({ volume }) => volume.name),
      action: t('Remove'),
    });
    if (!yes) return;
    await each(targets, ({ volume }) => server.send(volumesRemove, { volumeName: volume.name }));
  },
});
