import { posix } from 'node:path';
import * as z from 'zod/mini';
import type { ContainerId, ProjectId } from '#shared/protocol/ids';
import type { ContainerItem } from '#shared/protocol/inventory';
import type { LoadResult } from '../../compose/load-contract.ts';
import type { Engine } from '../../engines/contract.ts';
import type { EngineConnection } from '../../engines/connection-contract.ts';
import type { Projects } from '../../projects/contract.ts';
import type { ImageCommands } from '../../reload/image-commands.ts';
import { readReloadFacts } from '../../reload/read-facts.ts';
import { containerLayers } from './container-layers.ts';
import { noLayers, type Layers } from './layers.ts';
import { serviceLayers } from './service-layers.ts';

/** Whose output names a path. */
export type LogOrigin =
  | { readonly kind: 'service'; readonly projectId: ProjectId; readonly service: string }
  | { readonly kind: 'container'; readonly containerId: ContainerId };

export interface OriginDependencies {
  readonly connection: EngineConnection;
  readonly projects: Pick<Projects, 'get' | 'list' | 'load'>;
  readonly images: Pick<ImageCommands, 'of'>;
}

export interface Origin {
  readonly layers: Layers;
  /** Of its files, the running ones first; none when they are gone. */
  readonly containers: readonly ContainerItem[];
  /** Absent for a container that is of no service that is known. */
  readonly service?: string;
}

/** Where the files of a service or a container come from, as of now. */
export const originOf = async (
  origin: LogOrigin,
  dependencies: OriginDependencies,
  signal: AbortSignal,
): Promise<Origin> => {
  if (origin.kind === 'service') return ofService(origin, dependencies, signal);
  const { connection, projects } = dependencies;
  const { engine } = connection;
  const container = await engine?.containers.get(origin.containerId, signal);
  if (engine === undefined || container === undefined) return { layers: noLayers, containers: [] };
  const { compose } = container;
  const project = compose && (await projects.list()).find(({ name }) => name === compose.project);
  if (compose === undefined || project === undefined) return ofContainer(container, engine, signal);
  const service = { kind: 'service', projectId: project.id, service: compose.service } as const;
  return { ...(await ofService(service, dependencies, signal)), containers: [container] };
};

const ofService = async (
  { projectId, service: name }: Extract<LogOrigin, { kind: 'service' }>,
  { connection: { engine }, projects, images }: OriginDependencies,
  signal: AbortSignal,
): Promise<Origin> => {
  const [{ services }, loaded] = await Promise.all([
    projects.get(projectId),
    projects.load(projectId),
  ]);
  const own = services.find((service) => service.name === name)?.containers ?? [];
  const isUp = ({ status }: ContainerItem): boolean => status === 'running';
  const containers = [...own.filter(isUp), ...own.filter((each) => !isUp(each))];
  const layers = await declaredLayers(loaded, name, images);
  const [container] = containers;
  if (layers !== undefined) return { layers, containers, service: name };
  return container === undefined || engine === undefined
    ? { layers: noLayers, containers, service: name }
    : { ...(await ofContainer(container, engine, signal)), containers, service: name };
};

/** `undefined` where the file does not say, or cannot be read. */
const declaredLayers = async (
  loaded: LoadResult,
  name: string,
  images: OriginDependencies['images'],
): Promise<Layers | undefined> => {
  const { model, inputs } = loaded;
  const service = model?.services[name] ?? model?.disabledServices[name];
  if (model === undefined || service === undefined) return undefined;
  const only = { ...model, services: { [name]: service }, disabledServices: {} };
  const [facts, found] = await Promise.all([readReloadFacts(model), images.of(only)]);
  const input = {
    ...{ ...facts, model, inputs, images: found, overrides: {} },
    locate: (at: Parameters<LoadResult['locate']>[0]) => loaded.locate(at),
  };
  return serviceLayers({ name, service, input });
};

const record = z.object({ Config: z.object({ WorkingDir: z.nullish(z.string()) }) });

const ofContainer = async (
  container: ContainerItem,
  engine: Engine,
  signal: AbortSignal,
): Promise<Origin> => {
  const { data } = record.safeParse(await engine.containers.inspect(container.id, signal));
  return {
    containers: [container],
    layers: containerLayers(container.mounts, posix.join('/', data?.Config.WorkingDir ?? '')),
  };
};
