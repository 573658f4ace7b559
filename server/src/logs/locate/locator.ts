import { stat } from 'node:fs/promises';
import type { LocatedPlace, LogAddress } from '#shared/protocol/logs';
import { DisposableStore, type Disposable } from '../../base/disposable.ts';
import type { EngineConnection } from '../../engines/connection-contract.ts';
import type { Projects } from '../../projects/contract.ts';
import { ImageCommands } from '../../reload/image-commands.ts';
import { reachableAddress } from './address.ts';
import { candidatesFor } from './candidates.ts';
import { generatedFrom } from './generated.ts';
import { jvmCandidates } from './jvm-sources.ts';
import { noLayers, type Layers } from './layers.ts';
import { originOf, type Origin, type OriginDependencies } from './origin.ts';
import { fileInContainer } from './file-in-container.ts';
import { parseProgramPath, type ProgramPath } from './program-path.ts';
import { sourceOrigin, type StreamSource } from './source-origin.ts';

/** What a program names: a file, and the line where it says one. */
export interface NamedPlace {
  readonly path: string;
  readonly line?: number | undefined;
  readonly column?: number | undefined;
}

/** Finds what programs in containers name: files of the workspace, and addresses. */
export class Locator implements Disposable {
  readonly #owned = new DisposableStore();
  readonly #dependencies: OriginDependencies;

  constructor(options: {
    readonly connection: EngineConnection;
    readonly projects: Pick<Projects, 'get' | 'list' | 'load'>;
  }) {
    const images = this.#owned.add(new ImageCommands(options.connection));
    this.#dependencies = { ...options, images };
  }

  /** Empty for what is nowhere to be found. */
  async locate(from: StreamSource, place: NamedPlace, signal: AbortSignal): Promise<LocatedPlace> {
    const named = parseProgramPath(place.path);
    const { layers, containers } = await this.#originOf(from, signal);
    const { engine } = this.#dependencies.connection;
    const [container] = containers;
    const there = engine && container && { engine, containerId: container.id };
    const file = named && (await fileFor(named, layers));
    const source =
      named && (await generatedFrom({ named, place, file, ...(there && { there }) }, signal));
    const original = source && (await fileFor(source.named, layers));
    if (source !== undefined && original !== undefined) return { file: original, ...source.place };
    if (file !== undefined) return { file };
    const inContainer = there && (await fileInContainer(place.path, { layers, ...there }, signal));
    return inContainer === undefined ? {} : { inContainer };
  }

  async address(from: StreamSource, url: string, signal: AbortSignal): Promise<LogAddress> {
    const { containers, service } = await this.#originOf(from, signal);
    return reachableAddress(url, {
      ports: containers.flatMap(({ ports }) => ports),
      names: [service ?? [], containers.map(({ name }) => name)].flat(),
      isHost: containers.some(({ networks }) => networks.includes('host')),
    });
  }

  async #originOf(from: StreamSource, signal: AbortSignal): Promise<Origin> {
    const origin = await sourceOrigin(from, this.#dependencies);
    if (origin === undefined) return { layers: noLayers, containers: [] };
    return originOf(origin, this.#dependencies, signal);
  }

  dispose(): void {
    this.#owned.dispose();
  }
}

const fileFor = async (named: ProgramPath, layers: Layers): Promise<string | undefined> =>
  (await firstFile(candidatesFor(named, layers))) ??
  (named.kind === 'relative'
    ? firstFile(await jvmCandidates(named.path, layers.roots))
    : undefined);

const firstFile = async (candidates: readonly string[]): Promise<string | undefined> => {
  for (const file of candidates) {
    const found = await stat(file).catch(() => undefined);
    if (found?.isFile() === true) return file;
  }
  return undefined;
};
