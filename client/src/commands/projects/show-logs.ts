import { t } from '../../base/l10n.ts';
import { openLogsPanel } from '../../panels/logs.ts';
import { hasContainers, projectCommand } from './project-command.ts';

export const showProjectLogs = projectCommand({
  id: 'hyperbox.projects.showLogs',
  title: () => t('Show the logs of which project?'),
  fits: hasContainers,
  nothing: () => t('No project has containers.'),
  run: ({ panels }, { id, name }) => {
    openLogsPanel(panels, { title: name, target: { kind: 'project', projectId: id } });
    return Promise.resolve();
  },
});
