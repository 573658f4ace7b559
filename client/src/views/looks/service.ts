import type { ProjectItem, ServiceItem } from '#shared/protocol/projects';
import { t } from '../../base/l10n.ts';
import { describePorts } from '../../format/ports.ts';
import { canReload, toggleOf } from '../../reload/toggles.ts';
import { described, joinParts, type Look } from '../look.ts';
import type { RowSpec } from '../tree-state.ts';
import { containerRow } from './container.ts';
import { serviceState } from './states.ts';

/** A service of one container is that container's row too; only several are listed below it. */
export const serviceRow = (project: ProjectItem, service: ServiceItem): RowSpec => {
  const several = service.containers.length > 1;
  return {
    id: `service:${project.id}/${service.name}`,
    look: serviceLook(project, service),
    target: { kind: 'service', project, service },
    detail: service,
    children: several ? service.containers.map(containerRow) : [],
  };
};

const serviceLook = (project: ProjectItem, service: ServiceItem): Look => {
  const several = service.containers.length > 1;
  const { icon, color, word, reason } = serviceState(service);
  const ports = describePorts(service.ports);
  const notes = [
    several ? `×${service.containers.length}` : undefined,
    service.drifted ? t('file changed') : undefined,
    service.orphan ? t('no longer declared') : undefined,
    toggleOf(project) === 'some' && service.autoRestart ? t('auto restart') : undefined,
  ];
  return {
    label: service.name,
    ...described(reason ?? word, ports, ...notes),
    icon,
    ...(color === undefined ? {} : { color }),
    contextValue: serviceContext(project, service),
    spoken: `${service.name}, ${joinParts(word, reason, ports, ...notes)}`,
    ...(several ? { fold: 'closed' as const } : {}),
  };
};

/** "healthyService;container;ports;declared;autoRestartOff": `container` says that there is exactly one. */
const serviceContext = (project: ProjectItem, service: ServiceItem): string => {
  const state = service.state.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
  return [
    `${state}Service`,
    ...(service.containers.length === 1 ? ['container'] : []),
    ...(describePorts(service.ports) === '' ? [] : ['ports']),
    ...(service.declaredAt === undefined ? [] : ['declared']),
    ...(canReload(project, service)
      ? [service.autoRestart ? 'autoRestartOn' : 'autoRestartOff']
      : []),
  ].join(';');
};
