import { t } from '../../base/l10n.ts';
import { containerCommand, hasStatus } from './container-command.ts';

export const openContainerTerminal = containerCommand({
  id: 'hyperbox.containers.openTerminal',
  title: () => t('Open a terminal in which container?'),
  fits: hasStatus('running'),
  run: ({ terminals }, containers) => {
    for (const container of containers) terminals.show(container);
    return Promise.resolve();
  },
});
