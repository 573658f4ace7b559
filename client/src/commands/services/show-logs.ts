import { t } from '../../base/l10n.ts';
import { openLogsPanel } from '../../panels/logs.ts';
import { namesOf, serviceCommand } from './service-command.ts';

export const showServiceLogs = serviceCommand({
  id: 'hyperbox.services.showLogs',
  title: () => t('Show the logs of which service?'),
  fits: ({ service }) => service.containers.length > 0,
  run: ({ panels }, project, list) => {
    const services = namesOf(list);
    openLogsPanel(panels, {
      title: `${project.name} · ${services.join(', ')}`,
      target: { kind: 'project', projectId: project.id, services },
    });
    return Promise.resolve();
  },
});
