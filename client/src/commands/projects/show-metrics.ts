import { t } from '../../base/l10n.ts';
import { openMetricsPanel } from '../../panels/metrics.ts';
import { hasContainers, projectCommand } from './project-command.ts';

export const showProjectMetrics = projectCommand({
  id: 'hyperbox.projects.showMetrics',
  title: () => t('Show the metrics of which project?'),
  fits: hasContainers,
  nothing: () => t('No project has containers.'),
  run: ({ panels }, { id, name }) => {
    openMetricsPanel(panels, { title: name, target: { kind: 'project', projectId: id } });
    return Promise.resolve();
  },
});
