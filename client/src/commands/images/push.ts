import { imagesPush } from '#shared/protocol/images';
import { t } from '../../base/l10n.ts';
import { itemCommand } from '../item-command.ts';
import { say } from '../show.ts';

export const pushImage = itemCommand({
  id: 'hyperbox.images.push',
  kind: 'image',
  title: () => t('Push which image?'),
  fits: ({ image }) => !image.dangling,
  run: async ({ server, operations }, targets) => {
    for (const { reference } of targets) {
      await operations.run(t('Pushing {0}', reference), ({ operationId, token }) =>
        server.send(imagesPush, { reference, operationId }, { token }),
      );
      say(t('{0} is pushed.', reference));
    }
  },
});
