import { projectsStop } from '#shared/protocol/projects';
import { t } from '../../base/l10n.ts';
import { namesOf, serviceCommand, serviceIsUp } from './service-command.ts';

export const stopService = serviceCommand({
  id: 'hyperbox.services.stop',
  title: () => t('Stop which service?'),
  fits: serviceIsUp,
  run: ({ server }, project, services) =>
    server.send(projectsStop, { projectId: project.id, services: namesOf(services) }),
});
