import { volumesInspect } from '#shared/protocol/volumes';
import { t } from '../../base/l10n.ts';
import { itemCommand } from '../item-command.ts';
import { showRecord } from '../show.ts';

export const inspectVolume = itemCommand({
  id: 'hyperbox.volumes.inspect',
  kind: 'volume',
  title: () => t('Inspect which volume?'),
  run: async (app, [target]) => {
    if (target === undefined) return;
    const { name } = target.volume;
    await showRecord(app, { noun: 'volumes', name, id: name }, () =>
      app.server.send(volumesInspect, { volumeName: name }),
    );
  },
});
