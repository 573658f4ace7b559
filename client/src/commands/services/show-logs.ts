import { t } from '../../base/l10n.ts';
import type { Command } from '../command.ts';
import { logViews } from '../log-views.ts';
import { namesOf, serviceCommand } from './service-command.ts';

/** Also of a service without a container: what its last one printed is kept. */
export const serviceLogs: readonly Command[] = logViews.map(({ suffix, show }) =>
  serviceCommand({
    id: `hyperbox.services.showLogs${suffix}`,
    title: () => t('Show the logs of which service?'),
    fits: () => true,
    run: (app, project, list) => {
      const services = namesOf(list);
      show(app, {
        title: `${project.name} · ${services.join(', ')}`,
        target: { kind: 'project', projectId: project.id, services },
      });
      return Promise.resolve();
    },
  }),
);
