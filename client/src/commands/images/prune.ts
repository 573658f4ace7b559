import { imagesPrune } from '#shared/protocol/images';
import { t } from '../../base/l10n.ts';
import { pruneCommand } from '../prune.ts';

export const pruneImages = pruneCommand({
  id: 'hyperbox.images.prune',
  nothing: () => t('Every image has a name.'),
  one: () => t('Remove this image that has no name and no container?'),
  several: (count) => t('Remove {0} images that have no name and no container?', count),
  send: ({ server }, apply) => server.send(imagesPrune, { apply }),
});

export const pruneUnusedImages = pruneCommand({
  id: 'hyperbox.images.pruneUnused',
  nothing: () => t('Every image is in use.'),
  one: () => t('Remove this image that no container uses?'),
  several: (count) => t('Remove {0} images that no container uses?', count),
  send: ({ server }, apply) => server.send(imagesPrune, { apply, all: true }),
});
