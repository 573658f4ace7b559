import { t } from '../../base/l10n.ts';
import { itemCommand } from '../item-command.ts';
import { copyText } from '../show.ts';

export const copyImageName = itemCommand({
  id: 'hyperbox.images.copyName',
  kind: 'image',
  title: () => t('Copy the name of which image?'),
  run: (_, targets) => copyText(targets.map(({ reference }) => reference).join('\n')),
});
