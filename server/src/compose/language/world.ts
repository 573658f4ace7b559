import { stat } from 'node:fs/promises';
import type { Facts, FileKind } from '../advice/facts.ts';
import type { ComposeModel } from '../model.ts';

/** Somebody who types does not make files meanwhile. */
const freshForMs = 2000;

interface Seen {
  readonly kind: FileKind | undefined;
  readonly atMs: number;
}

/** Finds out what advice needs to know of the files that a project names. */
export class World {
  readonly #files = new Map<string, Seen>();

  async factsFor(model: ComposeModel): Promise<Facts> {
    const nowMs = performance.now();
    const named = namedPaths(model);
    const stale = [...named].filter(
      (path) => nowMs - (this.#files.get(path)?.atMs ?? -Infinity) > freshForMs,
    );
    await Promise.all(
      stale.map(async (path) => {
        this.#files.set(path, { kind: await kindOf(path), atMs: nowMs });
      }),
    );
    return { files: { kindOf: (path) => this.#files.get(path)?.kind } };
  }

  /** A file appeared or went: everything is looked at again. */
  forget(): void {
    this.#files.clear();
  }
}

const namedPaths = ({ services }: ComposeModel): ReadonlySet<string> =>
  new Set(
    Object.values(services).flatMap(({ volumes = [] }) =>
      volumes.flatMap(({ type, source }) =>
        type === 'bind' && source !== undefined ? [source] : [],
      ),
    ),
  );

const kindOf = async (path: string): Promise<FileKind | undefined> => {
  try {
    const found = await stat(path);
    return found.isFile() ? 'file' : found.isDirectory() ? 'folder' : 'other';
  } catch {
    return undefined;
  }
};
