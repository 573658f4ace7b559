import type { ContainerItem, NetworkItem, VolumeItem } from '#shared/protocol/inventory';
import * as z from 'zod/mini';
import type { Engine } from '../../engines/contract.ts';
import { healthTest, inspectImage } from '../image-record.ts';
import type { ComposeModel } from '../model.ts';
import type { ContainerFacts } from './changed-fields.ts';
import { composeLabels } from './labels.ts';
import { imageNameOf } from './names.ts';

/** What planning needs to know of an image. */
export interface ImageFacts {
  readonly id: string;
  /** Whether the image itself says how to tell health. */
  readonly healthcheck: boolean;
  /** Paths that the image declares as volumes. */
  readonly volumes: readonly string[];
  /** When it was last pulled or built, where the engine says. */
  readonly taggedAtMs?: number;
}

/** What is on the engine, read once before planning. */
export interface ObservedState {
  /** Those of the project, one-off ones too. */
  readonly containers: readonly ContainerItem[];
  readonly networks: readonly NetworkItem[];
  readonly volumes: readonly VolumeItem[];
  /** By the reference that a service names; one that is missing is not on the engine. */
  readonly images: ReadonlyMap<string, ImageFacts>;
  /** By id, what a container was made from: read only where the change of it is to be explained. */
  readonly records?: ReadonlyMap<string, ContainerFacts>;
}

/** One list of each kind and one look at each image, all at once. */
export const readState = async (
  engine: Engine,
  model: ComposeModel,
  signal: AbortSignal,
): Promise<ObservedState> => {
  const references = new Set(
    Object.entries(model.services).map(([name, declared]) =>
      imageNameOf(model.name, name, declared),
    ),
  );
  const [containers, networks, volumes, images] = await Promise.all([
    projectContainers(engine, model.name, signal),
    engine.networks.list(signal),
    Object.keys(model.volumes).length === 0 ? [] : engine.volumes.list(signal),
    Promise.all(
      [...references].map(
        async (reference) => [reference, await readImage(engine, reference, signal)] as const,
      ),
    ),
  ]);
  return {
    containers,
    networks,
    volumes,
    images: new Map(
      images.flatMap(([reference, facts]) => (facts === undefined ? [] : [[reference, facts]])),
    ),
  };
};

export const projectContainers = (
  engine: Engine,
  project: string,
  signal?: AbortSignal,
): Promise<readonly ContainerItem[]> =>
  engine.containers.list({ labels: [`${composeLabels.project}=${project}`] }, signal);

/** The id of a service's container, for those who are bound to one that a start leaves alone. */
export const runningContainer = (
  { containers }: Pick<ObservedState, 'containers'>,
  service: string,
): string | undefined =>
  containers.find(
    ({ compose, status }) =>
      compose?.service === service && !compose.oneOff && status === 'running',
  )?.id;

const imageRecord = z.object({
  Id: z.string(),
  Config: z.nullish(
    z.object({
      Healthcheck: z.nullish(z.object({ Test: z.nullish(z.array(z.string())) })),
      Volumes: z.nullish(z.record(z.string(), z.unknown())),
    }),
  ),
  Metadata: z.nullish(z.object({ LastTagTime: z.nullish(z.string()) })),
});

/** `undefined` when the image is not on the engine. */
export const readImage = async (
  engine: Engine,
  reference: string,
  signal?: AbortSignal,
): Promise<ImageFacts | undefined> => {
  const found = await inspectImage(engine, reference, signal);
  if (found === undefined) return undefined;
  const { Id: id, Config: config, Metadata: metadata } = z.parse(imageRecord, found);
  const taggedAtMs = Date.parse(metadata?.LastTagTime ?? '');
  return {
    id,
    healthcheck: healthTest(config?.Healthcheck?.Test) !== undefined,
    volumes: Object.keys(config?.Volumes ?? {}),
    // The engine writes the year 1 for "never".
    ...(taggedAtMs > 0 && { taggedAtMs }),
  };
};
