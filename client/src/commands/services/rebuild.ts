import { t } from '../../base/l10n.ts';
import { startProject } from '../projects/start-project.ts';
import { isDeclared } from '../projects/project-command.ts';
import { namesOf, serviceCommand } from './service-command.ts';

export const rebuildService = serviceCommand({
  id: 'hyperbox.services.rebuild',
  title: () => t('Rebuild which service?'),
  fits: ({ project }) => isDeclared(project),
  run: (app, project, services) =>
    startProject(app, project, { services: namesOf(services), rebuild: true }),
});
