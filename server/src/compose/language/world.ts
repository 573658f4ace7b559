import { stat } from 'node:fs/promises';
import type { Facts, FileKind } from '../advice/facts.ts';
import { contextFolder, dockerfilePaths } from '../build-files.ts';
import type { LoadResult, ReadText } from '../load-contract.ts';
import type { ComposeModel, ComposeService } from '../model.ts';
import { Dockerfiles } from './dockerfiles.ts';
import type { FactsInTime } from './engine/facts-in-time.ts';
import { EnvFiles } from './env-files.ts';

/** Somebody who types does not make files meanwhile. */
const freshForMs = 2000;

interface Seen {
  readonly kind: FileKind | undefined;
  readonly atMs: number;
}

/** Finds out what advice needs to know of the files that a project names. */
export class World {
  readonly #files = new Map<string, Seen>();
  readonly #dockerfiles: Dockerfiles;
  readonly #envFiles: EnvFiles;
  readonly #engine: FactsInTime;

  constructor(readText: ReadText, engine: FactsInTime) {
    this.#dockerfiles = new Dockerfiles(readText);
    this.#envFiles = new EnvFiles(readText);
    this.#engine = engine;
  }

  async factsFor(model: ComposeModel, inputs: LoadResult['inputs']): Promise<Facts> {
    const engine = this.#engine.of(model);
    const nowMs = performance.now();
    const named = namedPaths(model);
    // Its own: what all share may be forgotten before the advice is given.
    const kinds = new Map<string, FileKind | undefined>();
    await Promise.all(
      [...named].map(async (path) => {
        kinds.set(path, await this.#kindOf(path, nowMs));
      }),
    );
    return {
      engine: await engine,
      files: { kindOf: (path) => kinds.get(path) },
      dockerfiles: await this.#dockerfiles.factsFor(model),
      env: await this.#envFiles.factsFor(model, inputs),
    };
  }

  async #kindOf(path: string, nowMs: number): Promise<FileKind | undefined> {
    const known = this.#files.get(path);
    if (known !== undefined && nowMs - known.atMs <= freshForMs) return known.kind;
    const kind = await kindOf(path);
    this.#files.set(path, { kind, atMs: nowMs });
    return kind;
  }

  /** Whether advice may be another because of this file, which no compose file is made of. */
  hasRead(path: string): boolean {
    return this.#dockerfiles.hasRead(path) || this.#envFiles.hasRead(path) || this.#files.has(path);
  }

  /** The text of a file is another. */
  changed(path: string): void {
    this.#dockerfiles.changed(path);
    this.#envFiles.changed(path);
    this.#files.delete(path);
  }

  /** Something on the engine is another. */
  engineChanged(): void {
    this.#engine.engineChanged();
  }

  /** A file appeared or went: everything is looked at again. */
  forget(): void {
    this.#files.clear();
    this.#envFiles.forget();
  }
}

const namedPaths = ({ services }: ComposeModel): ReadonlySet<string> =>
  new Set(Object.values(services).flatMap((service) => [...mounted(service), ...built(service)]));

const mounted = ({ volumes = [] }: ComposeService): readonly string[] =>
  volumes.flatMap(({ type, source }) => (type === 'bind' && source !== undefined ? [source] : []));

const built = ({ build }: ComposeService): readonly string[] => {
  const folder = build && contextFolder(build);
  return folder === undefined ? [] : [folder, ...dockerfilePaths(build ?? {})];
};

const kindOf = async (path: string): Promise<FileKind | undefined> => {
  try {
    const found = await stat(path);
    return found.isFile() ? 'file' : found.isDirectory() ? 'folder' : 'other';
  } catch {
    return undefined;
  }
};
