import type { Dirent } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { Disposable } from '../base/disposable.ts';
import { messageOf } from '../base/error.ts';
import type { Log } from '../base/log.ts';
import type { FolderChange, FolderWatcher, WatchFolders } from '../reload/folder-watcher.ts';
import { detectors } from './detectors/index.ts';
import { isSkippedName } from './ignored-folders.ts';

export interface FollowerScope {
  /** Folders in which projects may come and go. */
  readonly folders: ReadonlySet<string>;
  /** Files that the known projects were made from, wherever they are. */
  readonly files: ReadonlySet<string>;
}

/** Listens for changes of files that matter to detection or loading, and tells once a burst of them. */
export class Follower implements Disposable {
  readonly #watcher: FolderWatcher;
  readonly #onChange: () => void;
  #scope: FollowerScope = { folders: new Set(), files: new Set() };
  #timer: NodeJS.Timeout | undefined;
  #firstAt = 0;
  /** By folder: names that may be those of new folders. */
  #newNames = new Map<string, Set<string>>();
  #looking: NodeJS.Timeout | undefined;

  constructor(options: {
    readonly watchFolders: WatchFolders;
    readonly log: Log;
    readonly onChange: () => void;
  }) {
    this.#onChange = options.onChange;
    this.#watcher = options.watchFolders({
      onChange: (change) => {
        this.#hear(change);
      },
      onError: (error) => {
        options.log.warn(
          `Some folders cannot be watched, so new projects in them show up late: ${messageOf(error)}`,
        );
      },
    });
  }

  /** Answers whether new folders are watched: what happened in them before may have been missed. */
  set(scope: FollowerScope): boolean {
    this.#scope = scope;
    const hidden = [...scope.folders].map((folder) => join(folder, '.devcontainer'));
    const outside = [...scope.files].map((file) => dirname(file));
    return this.#watcher.set([...scope.folders, ...hidden, ...outside]) > 0;
  }

  dispose(): void {
    clearTimeout(this.#timer);
    clearTimeout(this.#looking);
    this.#watcher.dispose();
  }

  #hear(change: FolderChange): void {
    const matters = this.#matters(change);
    if (matters === 'if it is a folder') this.#lookSoon(change.path);
    else if (matters) this.#soon();
  }

  #matters({ kind, path }: FolderChange): boolean | 'if it is a folder' {
    const name = basename(path);
    if (this.#scope.files.has(path)) return true;
    const inScope = this.#scope.folders.has(dirname(path));
    const isMarker = detectors.some((detector) => detector.looksAt(name));
    if (isMarker || name === '.gitignore') return inScope || path.includes('.devcontainer');
    if (kind === 'written') return false;
    // A folder that comes may hold projects; one that went may have held some.
    if (this.#scope.folders.has(path) || name === '.devcontainer') return true;
    return inScope && !isSkippedName(name) && 'if it is a folder';
  }

  /** A checkout tells of thousands of names: each folder is read once for all of its. */
  #lookSoon(path: string): void {
    const names = this.#newNames.get(dirname(path)) ?? new Set();
    this.#newNames.set(dirname(path), names.add(basename(path)));
    this.#looking ??= setTimeout(() => void this.#look(), 10);
  }

  async #look(): Promise<void> {
    const newNames = this.#newNames;
    this.#newNames = new Map();
    this.#looking = undefined;
    for (const [folder, names] of newNames) {
      const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
      for (const entry of entries.filter(({ name }) => names.has(name))) {
        if (await isFolder(entry)) {
          this.#soon();
          return;
        }
      }
    }
  }

  /** 15 ms after the last change, but not more than 150 ms after the first: saves come in pairs. */
  #soon(): void {
    const now = performance.now();
    if (this.#timer === undefined) this.#firstAt = now;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(
      () => {
        this.#timer = undefined;
        this.#onChange();
      },
      Math.max(0, Math.min(15, this.#firstAt + 150 - now)),
    );
  }
}

const isFolder = async (entry: Dirent): Promise<boolean> =>
  entry.isDirectory() ||
  (entry.isSymbolicLink() &&
    (await stat(join(entry.parentPath, entry.name)).then(
      (found) => found.isDirectory(),
      () => false,
    )));
