import { t } from '../../base/l10n.ts';
import { openLogsPanel } from '../../panels/logs.ts';
import { anyContainer, oneContainerCommand } from './container-command.ts';

export const showContainerLogs = oneContainerCommand({
  id: 'hyperbox.containers.showLogs',
  title: () => t('Show the logs of which container?'),
  fits: anyContainer,
  run: ({ panels }, { id, name }) => {
    openLogsPanel(panels, { title: name, target: { kind: 'container', containerId: id } });
    return Promise.resolve();
  },
});
