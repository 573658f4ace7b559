import { t } from '../../base/l10n.ts';
import { openMetricsPanel } from '../../panels/metrics.ts';
import { hasStatus, oneContainerCommand } from './container-command.ts';

export const showContainerMetrics = oneContainerCommand({
  id: 'hyperbox.containers.showMetrics',
  title: () => t('Show the metrics of which container?'),
  fits: hasStatus('running', 'paused', 'restarting'),
  run: ({ panels }, { id, name }) => {
    openMetricsPanel(panels, { title: name, target: { kind: 'container', containerId: id } });
    return Promise.resolve();
  },
});
