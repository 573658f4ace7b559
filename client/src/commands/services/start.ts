import { t } from '../../base/l10n.ts';
import { startProject } from '../projects/start-project.ts';
import { isDeclared } from '../projects/project-command.ts';
import { namesOf, serviceCommand, serviceIsUp } from './service-command.ts';

export const startService = serviceCommand({
  id: 'hyperbox.services.start',
  title: () => t('Start which service?'),
  fits: (ref) => isDeclared(ref.project) && !serviceIsUp(ref),
  run: (app, project, services) => startProject(app, project, { services: namesOf(services) }),
});
