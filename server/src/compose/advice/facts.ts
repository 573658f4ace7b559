import type { EngineItem } from '#shared/protocol/engine';
import type { ContainerItem, NetworkItem, VolumeItem } from '#shared/protocol/inventory';
import type { Dockerfile } from '../../dockerfile/dockerfile.ts';
import type { ImageDetails } from '../language/engine/image-details.ts';
import type { ComposeBuild, ComposePort } from '../model.ts';
import type { ContainerFacts } from '../run/changed-fields.ts';

import type { EnvFacts } from './env-facts.ts';

/** What a path on disk is; anything that is neither (a socket, a device) is `other`. */
export type FileKind = 'file' | 'folder' | 'other';

export interface FileFacts {
  /** Of an absolute path that the project names; `undefined` where there is nothing. */
  kindOf(path: string): FileKind | undefined;
}

/** What is on the engine that the project would be started on. */
export interface EngineFacts {
  readonly host: Pick<EngineItem, 'product' | 'architecture' | 'cpus' | 'memoryBytes'>;
  /** Those of the project. */
  readonly containers: readonly ContainerItem[];
  readonly everyContainer: readonly ContainerItem[];
  readonly networks: readonly NetworkItem[];
  readonly volumes: readonly VolumeItem[];
  /** Of a reference that a service names; `undefined` where it could not be found out. */
  image(reference: string): ImageDetails | 'absent' | undefined;
  /** What a container that differs from the file was made from, where that could be read. */
  madeFrom(containerId: string): ContainerFacts | undefined;
  /** Who has a port that a service publishes, in words, if not the project itself. */
  holderOf(service: string, port: ComposePort): string | undefined;
}

export interface DockerfileFacts {
  /** What a build reads, as it is typed; `undefined` where that is not there, or not on this machine. */
  of(build: ComposeBuild): Dockerfile | undefined;
}

/** What was found out before the advice is asked; nothing is looked up while it speaks. */
export interface Facts {
  readonly files: FileFacts;
  readonly dockerfiles: DockerfileFacts;
  /** Absent where the project reads no `.env` beside its files. */
  readonly env?: EnvFacts | undefined;
  /** Absent without an engine, and where the workspace is not trusted. */
  readonly engine?: EngineFacts | undefined;
}
