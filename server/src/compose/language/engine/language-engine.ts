import type { EngineItem } from '#shared/protocol/engine';
import type {
  ContainerItem,
  ImageItem,
  InventoryKind,
  NetworkItem,
  VolumeItem,
} from '#shared/protocol/inventory';
import type { Disposable } from '../../../base/disposable.ts';
import type { Event } from '../../../base/emitter.ts';
import type { Progress } from '../../../base/progress.ts';
import type { ContainerFacts } from '../../run/changed-fields.ts';
import type { ImageDetails } from './image-details.ts';

/** The engine as it is now. One is never changed: what has changed is another. */
export interface EngineSight {
  readonly host: EngineItem;
  /** Where published ports answer: `localhost`, or the name of the engine's machine. */
  readonly hostName: string;
  /** Whether they are ports of this machine, so that it can be tried whether one is free. */
  readonly local: boolean;
  readonly containers: readonly ContainerItem[];
  readonly images: readonly ImageItem[];
  readonly networks: readonly NetworkItem[];
  readonly volumes: readonly VolumeItem[];
}

/** What is another: one of the lists, or all of them with the engine itself. */
export type EngineChange = InventoryKind | 'engine';

/**
 * What language features know of the engine, and the little that they do to it. All of them work
 * without: `sight` is `undefined` in a workspace that is not trusted and while no engine is there.
 */
export interface LanguageEngine extends Disposable {
  /** `undefined` also while nobody watches, and until all lists have been read. */
  readonly sight: EngineSight | undefined;
  /** Whoever does much on a change waits for a pause: a start brings dozens. */
  readonly onDidChange: Event<EngineChange>;
  /** To compare the times of containers and images with. */
  now(): number;
  /** Keeps `sight` up until it is disposed of. */
  watch(): Disposable;
  /** By reference or id; kept by id. `undefined` where nobody knows: no engine is there, or it does not answer. */
  image(reference: string): Promise<ImageDetails | 'absent' | undefined>;
  /** One of those in sight with its times, which the list leaves out for most. */
  container(id: string): Promise<ContainerItem | undefined>;
  /** What a container was made from; kept for as long as it is in sight. */
  madeFrom(containerId: string): Promise<ContainerFacts | undefined>;
  createNetwork(name: string): Promise<void>;
  createVolume(name: string): Promise<void>;
  pull(
    reference: string,
    options: {
      readonly platform?: string | undefined;
      readonly signal: AbortSignal;
      readonly progress: Progress;
    },
  ): Promise<void>;
}

/** The containers of a service, by number, without those of one-off commands. */
export const containersOf = (
  { containers }: Pick<EngineSight, 'containers'>,
  project: string,
  service: string,
): readonly ContainerItem[] =>
  containers
    .filter(
      ({ compose }) =>
        compose?.project === project && compose.service === service && !compose.oneOff,
    )
    .sort((a, b) => (a.compose?.number ?? 0) - (b.compose?.number ?? 0));
