import { t } from '../../base/l10n.ts';
import { copyText } from '../show.ts';
import { anyContainer, containerCommand } from './container-command.ts';

export const copyContainerId = containerCommand({
  id: 'hyperbox.containers.copyId',
  title: () => t('Copy the id of which container?'),
  fits: anyContainer,
  run: (_, containers) => copyText(containers.map(({ id }) => id).join('\n')),
});
