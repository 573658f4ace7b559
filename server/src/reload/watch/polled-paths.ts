import type { Stats } from 'node:fs';
import { stat } from 'node:fs/promises';
import { normalize } from 'node:path';
import { watch, type FSWatcher } from 'chokidar';
import type { Disposable } from '../../base/disposable.ts';
import type { PollPace } from './poll-pace.ts';
import { PolledLinks } from './polled-links.ts';
import { PolledRoots } from './polled-roots.ts';
import { isContent } from './system.ts';

export interface PolledOptions {
  readonly ignored: (path: string, kind: 'file' | 'folder') => boolean;
  readonly onChange: (path: string, kind: 'file' | 'folder') => void;
  readonly onError: (error: unknown) => void;
  /** How often to look, by how much there is. */
  readonly pace: PollPace;
}

/**
 * Looks at files in intervals, with chokidar. It is given the folders that the paths are in and told to
 * ignore what is beside them: of a path itself it does not see when it comes back. Where the tree
 * becomes much larger than it was, it is begun anew, with longer intervals.
 */
export class PolledPaths implements Disposable {
  readonly #options: PolledOptions;
  readonly #roots: PolledRoots;
  #watcher: FSWatcher | undefined;
  #intervalMs = 0;
  /** Of each file that is there the time of its inode; of a folder, nothing. */
  #known = new Map<string, number | undefined>();
  #links = new PolledLinks();
  /** While it is read for the first time: what was there before, if anybody knows. */
  #before: Map<string, number | undefined> | undefined;
  #reading = true;
  /** More than this, and it is begun anew. */
  #most = 0;
  readonly #timers = new Set<NodeJS.Timeout>();
  #disposed = false;

  constructor(paths: readonly string[], options: PolledOptions) {
    this.#options = options;
    this.#roots = new PolledRoots(paths);
  }

  /** Resolves when all is watched: what changes from then on is told. */
  async begin(): Promise<void> {
    const count = await this.#roots.count((path, kind) => this.#options.ignored(path, kind));
    if (!this.#disposed) await this.#read(count);
  }

  dispose(): void {
    this.#disposed = true;
    for (const timer of this.#timers) clearTimeout(timer);
    void this.#watcher?.close();
  }

  async #read(count: number): Promise<void> {
    this.#reading = true;
    this.#intervalMs = this.#options.pace.forFiles(count);
    const watcher = watch(this.#roots.folders(), {
      usePolling: true,
      interval: this.#intervalMs,
      binaryInterval: this.#intervalMs,
      followSymlinks: false,
      // It tells of links all the same; and what came while it began anew is wanted.
      ignoreInitial: false,
      ignorePermissionErrors: true,
      // Otherwise files that look like those of some editors are left out.
      atomic: false,
      ignored: (path, stats) => this.#isIgnored(normalize(path), stats),
    });
    this.#watcher = watcher;
    watcher
      .on('add', (path, stats) => {
        this.#came(path, stats);
      })
      .on('addDir', (path) => {
        this.#folderCame(path);
      })
      .on('change', (path, stats) => {
        this.#known.set(path, stats?.ctimeMs);
      })
      // Of modes, and of times that are older than before, only this tells. It must not be closed in it.
      .on('raw', (_, path) => {
        queueMicrotask(() => {
          if (this.#known.get(path) !== undefined) this.#tell(path, 'file');
          else this.#forgetLinks(path);
        });
      })
      .on('unlink', (path) => {
        this.#known.delete(path);
        this.#tell(path, 'file');
      })
      .on('unlinkDir', (path) => {
        this.#known.delete(path);
        this.#forgetLinks(path);
        this.#tell(path, 'folder');
        const next = this.#roots.inPlaceOf(path);
        if (next !== undefined) watcher.add(next);
      })
      .on('error', this.#options.onError);
    await new Promise<void>((resolve) => {
      watcher.once('ready', resolve);
    });
    await firstLooks();
    this.#reading = false;
    this.#most = Math.max(this.#known.size * 2, 1000);
    for (const [path, time] of this.#before ?? []) {
      if (!this.#known.has(path)) this.#tell(path, time === undefined ? 'folder' : 'file');
    }
    this.#before = undefined;
  }

  #isIgnored(path: string, stats: Stats | undefined): boolean {
    const root = this.#roots.above(path);
    if (root === undefined) return !this.#roots.leadsTo(path);
    if (stats === undefined) return false;
    if (!stats.isDirectory() && !isContent(stats)) return true;
    if (path !== root && this.#isUnwanted(path, stats.isDirectory() ? 'folder' : 'file'))
      return true;
    if (stats.isSymbolicLink() && this.#links.saw(path, stats.ctimeMs)) this.#came(path, stats);
    return false;
  }

  #forgetLinks(folder: string): void {
    for (const path of this.#links.goneFrom(folder)) {
      this.#known.delete(path);
      this.#tell(path, 'file');
    }
  }

  #isUnwanted(path: string, kind: 'file' | 'folder'): boolean {
    return this.#options.ignored(this.#roots.asAsked(path), kind);
  }

  #came(path: string, stats: Stats | undefined): void {
    this.#known.set(path, stats?.ctimeMs ?? 0);
    if (!this.#reading) {
      this.#tell(path, 'file');
      // It may have been written again before it was looked at for the first time.
      this.#later(() => {
        this.#tell(path, 'file');
      });
      this.#grew();
    } else if (this.#before !== undefined && this.#before.get(path) !== stats?.ctimeMs) {
      this.#tell(path, 'file');
    }
  }

  #folderCame(path: string): void {
    const isNew = this.#before?.has(path) === false;
    this.#known.set(path, undefined);
    if (this.#reading && !isNew) return;
    this.#tell(path, 'folder');
    // Something may have come after it was read and before it was looked at for the first time.
    this.#later(() => {
      this.#watcher?.add(path);
    });
  }

  #later(act: () => void): void {
    const timer = setTimeout(() => {
      this.#timers.delete(timer);
      act();
    }, this.#intervalMs);
    this.#timers.add(timer);
  }

  #grew(): void {
    if (this.#known.size <= this.#most) return;
    this.#reading = true;
    this.#before = this.#known;
    this.#known = new Map();
    this.#links = new PolledLinks();
    const count = this.#before.size;
    // It may be in the middle of reading a folder, and asking about it.
    queueMicrotask(() => {
      if (this.#disposed) return;
      // First, since two of them that look at one file share its interval.
      void this.#watcher?.close();
      void this.#read(count);
    });
  }

  #tell(path: string, kind: 'file' | 'folder'): void {
    const root = this.#roots.above(path);
    if (root === undefined || this.#disposed) return;
    if (path === root ? kind === 'folder' : this.#isUnwanted(path, kind)) return;
    this.#options.onChange(this.#roots.asAsked(path), kind);
  }
}

/**
 * Of a file that it has begun to watch, Node asks the time later, and in the order in which it was told
 * to. Whoever asks for another file's time now has the answer after all of these.
 */
const firstLooks = async (): Promise<void> => {
  for (let thread = 0; thread < 4; thread += 1) await stat('/');
};
