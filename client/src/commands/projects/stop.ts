import { projectsStop } from '#shared/protocol/projects';
import { t } from '../../base/l10n.ts';
import { isUp, projectCommand } from './project-command.ts';

export const stopProject = projectCommand({
  id: 'hyperbox.projects.stop',
  title: () => t('Stop which project?'),
  fits: isUp,
  nothing: () => t('No project is running.'),
  run: ({ server, operations }, project) =>
    operations.run(t('Stopping {0}', project.name), ({ operationId, token }) =>
      server.send(projectsStop, { projectId: project.id, operationId }, { token }),
    ),
});
