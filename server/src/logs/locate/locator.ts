import { stat } from 'node:fs/promises';
import { DisposableStore, type Disposable } from '../../base/disposable.ts';
import type { EngineConnection } from '../../engines/connection-contract.ts';
import type { Projects } from '../../projects/contract.ts';
import { ImageCommands } from '../../reload/image-commands.ts';
import { candidatesFor } from './candidates.ts';
import { generatedFrom } from './generated.ts';
import type { Layers } from './layers.ts';
import { originOf, type LogOrigin, type OriginDependencies } from './origin.ts';
import { parseProgramPath, type ProgramPath } from './program-path.ts';
import type { LinePlace } from './source-map.ts';

/** What a program names: a file, and the line where it says one. */
export interface NamedPlace {
  readonly path: string;
  readonly line?: number | undefined;
  readonly column?: number | undefined;
}

/** A file of the workspace; with a line where that is another than the named one. */
export interface LocatedPlace extends Partial<LinePlace> {
  readonly file?: string;
}

/** Finds the files of the workspace that programs in containers name. */
export class Locator implements Disposable {
  readonly #owned = new DisposableStore();
  readonly #dependencies: OriginDependencies;

  constructor({
    connection,
    projects,
  }: {
    readonly connection: EngineConnection;
    readonly projects: Pick<Projects, 'get' | 'list' | 'load'>;
  }) {
    const images = this.#owned.add(new ImageCommands(connection));
    this.#dependencies = { connection, projects, images };
  }

  /** Empty for what is no file of the workspace: installed packages, the system, generated files. */
  async locate(
    from: LogOrigin,
    { path, line, column }: NamedPlace,
    signal: AbortSignal,
  ): Promise<LocatedPlace> {
    const named = parseProgramPath(path);
    if (named === undefined) return {};
    const { layers, containerId } = await originOf(from, this.#dependencies, signal);
    const file = await fileFor(named, layers);
    if (line === undefined) return file === undefined ? {} : { file };
    const place = { line, ...(column !== undefined && { column }) };
    const { engine } = this.#dependencies.connection;
    const source = await generatedFrom(
      { named, place, file, ...(engine && containerId && { engine, containerId }) },
      signal,
    );
    const original = source && (await fileFor(source.named, layers));
    if (source !== undefined && original !== undefined) return { file: original, ...source.place };
    return file === undefined ? {} : { file };
  }

  dispose(): void {
    this.#owned.dispose();
  }
}

const fileFor = async (named: ProgramPath, layers: Layers): Promise<string | undefined> => {
  for (const file of candidatesFor(named, layers)) {
    const found = await stat(file).catch(() => undefined);
    if (found?.isFile() === true) return file;
  }
  return undefined;
};
