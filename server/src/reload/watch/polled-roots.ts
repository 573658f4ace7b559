import { realpathSync, type Dirent } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { nearestFolder } from './system.ts';

/** Which paths are looked at in intervals, and where they are really: one may be a link to a folder. */
export class PolledRoots {
  /** By where it is the path as it was asked for. */
  readonly #asked: ReadonlyMap<string, string>;
  /** All folders that they lie in. */
  readonly #above = new Set<string>();
  readonly #folders = new Set<string>();

  constructor(paths: readonly string[]) {
    this.#asked = new Map(paths.map((path) => [reallyAt(path), path]));
    for (const path of this.#asked.keys()) {
      for (let at = dirname(path); !this.#above.has(at); at = dirname(at)) this.#above.add(at);
    }
  }

  /** The folders to be watched, none in another: those that the paths are in, as far as they are there. */
  folders(): string[] {
    const all = new Set([...this.#asked.keys()].map(nearestFolder));
    this.#folders.clear();
    for (const folder of all) {
      if (!foldersAbove(folder).some((above) => all.has(above))) this.#folders.add(folder);
    }
    return [...this.#folders];
  }

  /** When a folder is gone: which to watch in its place, if it was one of `folders`. */
  inPlaceOf(folder: string): string | undefined {
    if (!this.#folders.delete(folder)) return undefined;
    const next = nearestFolder(folder);
    this.#folders.add(next);
    return next;
  }

  /** The path that something is or lies in. */
  above(path: string): string | undefined {
    if (this.#asked.has(path)) return path;
    return foldersAbove(path).find((at) => this.#asked.has(at));
  }

  /** Whether one of the paths lies in it. */
  leadsTo(folder: string): boolean {
    return this.#above.has(folder);
  }

  asAsked(path: string): string {
    const root = this.above(path) ?? path;
    return (this.#asked.get(root) ?? root) + path.slice(root.length);
  }

  /** How many files and folders there are. */
  async count(ignored: (path: string, kind: 'file' | 'folder') => boolean): Promise<number> {
    let count = 0;
    const enter = async (folder: string): Promise<void> => {
      const entries = await readdir(folder, { withFileTypes: true }).catch((): Dirent[] => []);
      count += entries.length;
      for (const entry of entries) {
        const path = join(folder, entry.name);
        if (entry.isDirectory() && !ignored(path, 'folder')) await enter(path);
      }
    };
    for (const path of this.#asked.values()) await enter(path);
    return count;
  }
}

const foldersAbove = (path: string): readonly string[] => {
  const above: string[] = [];
  for (let at = path; at !== dirname(at); at = dirname(at)) above.push(dirname(at));
  return above;
};

const reallyAt = (path: string): string => {
  try {
    return realpathSync(path);
  } catch {
    return path === dirname(path) ? path : join(reallyAt(dirname(path)), basename(path));
  }
};
