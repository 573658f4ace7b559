import type { ProjectItem, ServiceItem } from '#shared/protocol/projects';
import { t } from '../../base/l10n.ts';
import { describePorts } from '../../format/ports.ts';
import { described, joinParts, type Look } from '../look.ts';
import type { RowSpec } from '../tree-state.ts';
import { containerRow } from './container.ts';
import { serviceState } from './states.ts';

/** A service of one container is that container's row too; only several are listed below it. */
export const serviceRow = (project: ProjectItem, service: ServiceItem): RowSpec => {
  const several = service.containers.length > 1;
  return {
    id: `service:${project.id}/${service.name}`,
    look: serviceLook(service, several),
    target: { kind: 'service', project, service },
    detail: service,
    children: several ? service.containers.map(containerRow) : [],
  };
};

const serviceLook = (service: ServiceItem, several: boolean): Look => {
  const { icon, color, word, reason } = serviceState(service);
  const ports = describePorts(service.ports);
  const notes = [
    several ? `×${service.containers.length}` : undefined,
    service.drifted ? t('file changed') : undefined,
    service.orphan ? t('no longer declared') : undefined,
  ];
  return {
    label: service.name,
    ...described(reason ?? word, ports, ...notes),
    icon,
    ...(color === undefined ? {} : { color }),
    contextValue: serviceContext(service, ports !== ''),
    spoken: `${service.name}, ${joinParts(word, reason, ports, ...notes)}`,
    ...(several ? { fold: 'closed' as const } : {}),
  };
};

/** "healthyService;container;ports;declared": `container` says that there is exactly one. */
const serviceContext = (service: ServiceItem, published: boolean): string => {
  const state = service.state.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
  return [
    `${state}Service`,
    ...(service.containers.length === 1 ? ['container'] : []),
    ...(published ? ['ports'] : []),
    ...(service.declaredAt === undefined ? [] : ['declared']),
  ].join(';');
};
