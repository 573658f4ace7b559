import { t } from '../../base/l10n.ts';
import { openMetricsPanel } from '../../panels/metrics.ts';
import { namesOf, serviceCommand } from './service-command.ts';

export const showServiceMetrics = serviceCommand({
  id: 'hyperbox.services.showMetrics',
  title: () => t('Show the metrics of which service?'),
  fits: ({ service }) => service.containers.length > 0,
  run: ({ panels }, project, list) => {
    const services = namesOf(list);
    openMetricsPanel(panels, {
      title: `${project.name} · ${services.join(', ')}`,
      target: { kind: 'project', projectId: project.id, services },
    });
    return Promise.resolve();
  },
});
