import { imagesTag } from '#shared/protocol/images';
import { t } from '../../base/l10n.ts';
import { ask } from '../input/ask.ts';
import { checkReference } from '../input/checks.ts';
import { itemCommand } from '../item-command.ts';

export const tagImage = itemCommand({
  id: 'hyperbox.images.tag',
  kind: 'image',
  title: () => t('Tag which image?'),
  run: async ({ server }, [target]) => {
    if (target === undefined) return;
    const reference = await ask({
      title: t('Tag {0}', target.reference),
      prompt: t('One more name for the image'),
      ...(target.image.dangling ? {} : { value: target.reference }),
      check: checkReference,
    });
    if (reference === undefined || reference === target.reference) return;
    await server.send(imagesTag, { imageId: target.image.id, reference });
  },
});
