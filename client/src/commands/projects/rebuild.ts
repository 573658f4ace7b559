import { t } from '../../base/l10n.ts';
import { isDeclared, projectCommand } from './project-command.ts';
import { startProject } from './start-project.ts';

export const rebuildProject = projectCommand({
  id: 'hyperbox.projects.rebuild',
  title: () => t('Rebuild which project?'),
  fits: isDeclared,
  run: (app, project) => startProject(app, project, { rebuild: true }),
});
