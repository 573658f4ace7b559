import { projectsRestart } from '#shared/protocol/projects';
import { t } from '../../base/l10n.ts';
import { withLogsOnFailure } from '../projects/failure.ts';
import { namesOf, serviceCommand } from './service-command.ts';

export const restartService = serviceCommand({
  id: 'hyperbox.services.restart',
  title: () => t('Restart which service?'),
  fits: ({ service }) => service.containers.length > 0,
  run: (app, project, services) =>
    withLogsOnFailure(app, project, () =>
      app.server.send(projectsRestart, { projectId: project.id, services: namesOf(services) }),
    ),
});
