import type { ProjectItem, ServiceItem } from '#shared/protocol/projects';
import { t } from '../base/l10n.ts';

/** Its toggle is for what a file declares; what only runs is reloaded by nobody. */
export const canReload = ({ source }: ProjectItem, { orphan }: ServiceItem): boolean =>
  source.kind !== 'running' && !orphan;

/** Auto restart of a whole project; `some` when its services were chosen apart. */
export const toggleOf = (project: ProjectItem): 'on' | 'some' | 'off' => {
  const services = project.services.filter((service) => canReload(project, service));
  const on = services.filter(({ autoRestart }) => autoRestart).length;
  if (services.length === 0) return project.autoRestart ? 'on' : 'off';
  return on === 0 ? 'off' : on === services.length ? 'on' : 'some';
};

/** "auto restart", "auto restart of web"; nothing when it is off. */
export const toggleNote = (project: ProjectItem): string | undefined => {
  switch (toggleOf(project)) {
    case 'off':
      return undefined;
    case 'on':
      return t('auto restart');
    case 'some':
      return t('auto restart of {0}', reloadedServices(project).join(', '));
  }
};

export const reloadedServices = (project: ProjectItem): readonly string[] =>
  project.services
    .filter((service) => canReload(project, service) && service.autoRestart)
    .map(({ name }) => name);
