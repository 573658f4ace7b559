import { t } from '../../base/l10n.ts';
import { canReload } from '../../reload/toggles.ts';
import { serviceState } from '../../views/looks/states.ts';
import { pickMany } from '../input/pick.ts';
import { setServicesAutoRestart } from '../services/toggle-auto-restart.ts';
import { isDeclared, projectCommand } from './project-command.ts';

/** The toggles of all services of a project in one list. */
export const chooseAutoRestart = projectCommand({
  id: 'hyperbox.projects.chooseAutoRestart',
  title: () => t('Auto restart on save: services of which project?'),
  fits: isDeclared,
  run: async (app, project) => {
    const services = project.services.filter((service) => canReload(project, service));
    const picked = await pickMany(
      t('Services of {0} that restart on save', project.name),
      services.map((service) => ({
        label: service.name,
        description: serviceState(service).word,
        picked: service.autoRestart,
        value: service.name,
      })),
    );
    if (picked === undefined) return;
    const on = new Set(picked);
    const changed = services.filter(({ name, autoRestart }) => on.has(name) !== autoRestart);
    const choices = changed.map(({ name }) => ({ service: name, enabled: on.has(name) }));
    await setServicesAutoRestart(app, project, choices);
  },
});
