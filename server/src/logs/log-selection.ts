import type { ContainerItem } from '#shared/protocol/inventory';
import type { LogSource, LogsTarget } from '#shared/protocol/logs';
import { HyperBoxError } from '../base/error.ts';
import type { EngineConnection } from '../engines/connection-contract.ts';
import type { Projects } from '../projects/contract.ts';
import type { LogOrigin } from './ring/contract.ts';
import { projectRing, ringOf, type RingChoice } from './ring-choice.ts';

/** Which containers' lines a stream has. */
export interface LogSelection {
  readonly sources: readonly LogSource[];
  readonly matches: (container: ContainerItem) => boolean;
  /** Whether it has what a service of a project prints. */
  readonly includes: (project: string, service: string) => boolean;
  /** What a service is called in the stream: with its project, where there are several. */
  readonly keyOf: (project: string | undefined, name: string) => string;
  /** Where its lines are kept, and what of it belongs to the stream. */
  readonly rings: readonly (RingChoice & { readonly includes: (origin: LogOrigin) => boolean })[];
}

interface Part {
  readonly project?: string;
  /** Service names, or the one container's. */
  readonly names: readonly string[];
  readonly ring: RingChoice;
  readonly matches: LogSelection['matches'];
  readonly includes: LogSelection['includes'];
  readonly holds: (origin: LogOrigin) => boolean;
}

interface SelectionServices {
  readonly connection: EngineConnection;
  readonly projects: Pick<Projects, 'get'>;
}

export const selectLogs = async (
  targets: readonly LogsTarget[],
  services: SelectionServices,
): Promise<LogSelection> => {
  const parts = await Promise.all(
    targets.map((target) =>
      target.kind === 'container' ? ofContainer(target, services) : ofProject(target, services),
    ),
  );
  const projects = new Set(parts.flatMap(({ project }) => project ?? []));
  const keyOf: LogSelection['keyOf'] = (project, name) =>
    project === undefined || projects.size < 2 ? name : `${project}/${name}`;
  const sources = parts.flatMap(({ project, names }) =>
    names.map((name): [string, LogSource] => {
      const key = keyOf(project, name);
      return [key, { key, ...(project !== undefined && { project, service: name }) }];
    }),
  );
  const rings = Map.groupBy(parts, ({ ring }) => ring.key);
  return {
    sources: [...new Map(sources).values()],
    matches: (container) => parts.some(({ matches }) => matches(container)),
    includes: (project, service) => parts.some(({ includes }) => includes(project, service)),
    keyOf,
    rings: [...rings.values()].flatMap((same) =>
      same.slice(0, 1).map(({ ring }) => ({
        ...ring,
        includes: (origin) => same.some(({ holds }) => holds(origin)),
      })),
    ),
  };
};

type Target<Kind> = Extract<LogsTarget, { readonly kind: Kind }>;

const ofContainer = async (
  { containerId }: Target<'container'>,
  { connection }: SelectionServices,
): Promise<Part> => {
  const container = await connection.require().containers.get(containerId);
  if (container === undefined) {
    throw new HyperBoxError('not-found', `There is no container ${containerId}.`);
  }
  const { compose, name } = container;
  const ring = ringOf(container);
  return {
    ...(compose !== undefined && { project: compose.project }),
    names: [compose?.service ?? name],
    ring,
    matches: ({ id }) => id === container.id,
    includes: (project, service) => compose?.project === project && compose.service === service,
    // Of a container by itself the ring holds its predecessors of the same name too.
    holds: ({ source, containerId: of }) =>
      ring.project === undefined ||
      of === container.id ||
      (of === undefined && source === compose?.service),
  };
};

const ofProject = async (
  { projectId, services }: Target<'project'>,
  { projects }: SelectionServices,
): Promise<Part> => {
  const project = await projects.get(projectId);
  const wanted = services === undefined ? undefined : new Set(services);
  const isWanted = (service: string): boolean => wanted === undefined || wanted.has(service);
  const includes = (ofProject: string, service: string): boolean =>
    ofProject === project.name && isWanted(service);
  return {
    project: project.name,
    names: project.services.map(({ name }) => name).filter(isWanted),
    ring: projectRing(project.name),
    matches: ({ compose }) =>
      compose !== undefined && !compose.oneOff && includes(compose.project, compose.service),
    includes,
    holds: ({ source }) => isWanted(source),
  };
};
