import type { LogsRequest, LogsTarget } from '#shared/protocol/logs';
import type { LogOrigin, OriginDependencies } from './origin.ts';

/** A stream, and what it calls one of its sources. */
export interface StreamSource extends Pick<LogsRequest, 'target' | 'more'> {
  readonly source: string;
}

/** Whose lines those are; `undefined` for a name that is none of the stream's. */
export const sourceOrigin = async (
  { target, more = [], source }: StreamSource,
  dependencies: Pick<OriginDependencies, 'connection' | 'projects'>,
): Promise<LogOrigin | undefined> => {
  for (const each of [target, ...more]) {
    const origin = await (each.kind === 'project'
      ? inProject(each, source, dependencies)
      : ofContainer(each, source, dependencies));
    if (origin !== undefined) return origin;
  }
  return undefined;
};

type Target<Kind> = Extract<LogsTarget, { readonly kind: Kind }>;

/** Of several projects in one stream, a source is called "project/service". */
const isCalled = (source: string, project: string | undefined, name: string): boolean =>
  source === name || (project !== undefined && source === `${project}/${name}`);

const inProject = async (
  { projectId, services: wanted }: Target<'project'>,
  source: string,
  { projects }: Pick<OriginDependencies, 'projects'>,
): Promise<LogOrigin | undefined> => {
  const { name: project, services } = await projects.get(projectId);
  const found = services.find(
    ({ name }) => isCalled(source, project, name) && wanted?.includes(name) !== false,
  );
  return found && { kind: 'service', projectId, service: found.name };
};

const ofContainer = async (
  { containerId }: Target<'container'>,
  source: string,
  { connection }: Pick<OriginDependencies, 'connection'>,
): Promise<LogOrigin | undefined> => {
  const container = await connection.engine?.containers.get(containerId);
  const { project, service } = container?.compose ?? {};
  const isIt = container && isCalled(source, project, service ?? container.name);
  return isIt === true ? { kind: 'container', containerId } : undefined;
};
