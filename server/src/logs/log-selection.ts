import type { ContainerItem } from '#shared/protocol/inventory';
import type { LogsTarget } from '#shared/protocol/logs';
import type { EngineConnection } from '../engines/connection-contract.ts';
import type { Projects } from '../projects/contract.ts';
import { HyperBoxError } from '../base/error.ts';

/** Which containers' lines a stream has. */
export interface LogSelection {
  /** Service names, or the one container's. */
  readonly sources: readonly string[];
  readonly matches: (container: ContainerItem) => boolean;
  /** Whether it has what a service of a project prints. */
  readonly includes: (project: string, service: string) => boolean;
}

export const selectLogs = async (
  target: LogsTarget,
  services: { readonly connection: EngineConnection; readonly projects: Pick<Projects, 'get'> },
): Promise<LogSelection> => {
  if (target.kind === 'container') {
    const container = await services.connection.require().containers.get(target.containerId);
    if (container === undefined) {
      throw new HyperBoxError('not-found', `There is no container ${target.containerId}.`);
    }
    return {
      sources: [container.compose?.service ?? container.name],
      matches: ({ id }) => id === container.id,
      includes: (project, service) =>
        container.compose?.project === project && container.compose.service === service,
    };
  }
  const project = await services.projects.get(target.projectId);
  const wanted = target.services === undefined ? undefined : new Set(target.services);
  const names = project.services.map(({ name }) => name);
  const includes = (ofProject: string, service: string): boolean =>
    ofProject === project.name && (wanted === undefined || wanted.has(service));
  return {
    sources: wanted === undefined ? names : names.filter((name) => wanted.has(name)),
    matches: ({ compose }) =>
      compose !== undefined && !compose.oneOff && includes(compose.project, compose.service),
    includes,
  };
};
