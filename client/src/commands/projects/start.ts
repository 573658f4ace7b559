import { t } from '../../base/l10n.ts';
import { isDeclared, projectCommand } from './project-command.ts';
import { startProject } from './start-project.ts';

export const startProjectCommand = projectCommand({
  id: 'hyperbox.projects.start',
  title: () => t('Start which project?'),
  fits: isDeclared,
  nothing: () =>
    t('No project was found here. A compose file, a Dockerfile or a program makes one.'),
  run: startProject,
});
