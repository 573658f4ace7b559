import { lstatSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

/** The links in folders, since chokidar says nothing of those that lead nowhere. */
export class PolledLinks {
  /** By folder and name the time of its inode. */
  readonly #folders = new Map<string, Map<string, number>>();

  /** Whether a link that is there is another than before. */
  saw(path: string, ctimeMs: number): boolean {
    const folder = dirname(path);
    const links = this.#folders.get(folder) ?? new Map<string, number>();
    this.#folders.set(folder, links);
    const isSame = links.get(basename(path)) === ctimeMs;
    links.set(basename(path), ctimeMs);
    return !isSame;
  }

  /** When a folder was changed: those that are there no more. */
  goneFrom(folder: string): readonly string[] {
    const links = this.#folders.get(folder);
    const gone = [...(links?.keys() ?? [])].filter((name) => !isLink(join(folder, name)));
    for (const name of gone) links?.delete(name);
    if (links?.size === 0) this.#folders.delete(folder);
    return gone.map((name) => join(folder, name));
  }
}

const isLink = (path: string): boolean => {
  try {
    return lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink() === true;
  } catch {
    return false;
  }
};
