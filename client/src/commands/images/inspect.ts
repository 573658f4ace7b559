import { imagesInspect } from '#shared/protocol/images';
import { t } from '../../base/l10n.ts';
import { shortenIds } from '../../failure-text.ts';
import { itemCommand } from '../item-command.ts';
import { showRecord } from '../show.ts';

export const inspectImage = itemCommand({
  id: 'hyperbox.images.inspect',
  kind: 'image',
  title: () => t('Inspect which image?'),
  run: async (app, [target]) => {
    if (target === undefined) return;
    const { id } = target.image;
    await showRecord(app, { noun: 'images', name: shortenIds(target.reference), id }, () =>
      app.server.send(imagesInspect, { imageId: id }),
    );
  },
});
