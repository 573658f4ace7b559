import { projectsRestart } from '#shared/protocol/projects';
import { t } from '../../base/l10n.ts';
import { withLogsOnFailure } from './failure.ts';
import { hasContainers, projectCommand } from './project-command.ts';

export const restartProject = projectCommand({
  id: 'hyperbox.projects.restart',
  title: () => t('Restart which project?'),
  fits: hasContainers,
  nothing: () => t('No project has containers.'),
  run: (app, project) =>
    withLogsOnFailure(app, project, () =>
      app.operations.run(t('Restarting {0}', project.name), ({ operationId, token }) =>
        app.server.send(projectsRestart, { projectId: project.id, operationId }, { token }),
      ),
    ),
});
