import { imageId } from '#shared/protocol/ids';
import { imagesRemove } from '#shared/protocol/images';
import { t } from '../../base/l10n.ts';
import { shortId } from '../../views/looks/image.ts';
import { each } from '../each.ts';
import { confirm } from '../input/confirm.ts';
import { itemCommand } from '../item-command.ts';

/** Removes by name: an image with several names loses only this one, and goes with its last. */
export const removeImage = itemCommand({
  id: 'hyperbox.images.remove',
  kind: 'image',
  title: () => t('Remove which image?'),
  run: async ({ server }, targets) => {
    const yes = await confirm({
      message:
        targets.length === 1
          ? t('Remove this image?')
          : t('Remove these {0} images?', targets.length),
      lines: targets.map(({ image, reference }) => {
        const others = image.tags.length - 1;
        const name = reference === image.id ? shortId(reference) : reference;
        return others > 0 ? t('{0} (its other names stay)', name) : name;
      }),
      action: t('Remove'),
    });
    if (!yes) return;
    await each(targets, ({ reference }) =>
      server.send(imagesRemove, { imageId: imageId.parse(reference) }),
    );
  },
});
