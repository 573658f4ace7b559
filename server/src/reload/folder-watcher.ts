import { watch, type FSWatcher } from 'node:fs';
import { basename, join } from 'node:path';
import type { Disposable } from '../base/disposable.ts';
import { systemCodeOf } from '../base/error.ts';

export interface FolderChange {
  /** `listed`: a name came or went; `written`: a file's content or attributes changed. */
  readonly kind: 'listed' | 'written';
  readonly path: string;
}

export interface FolderWatcher extends Disposable {
  /** From now on these folders and no others; says how many are new. */
  set(folders: Iterable<string>): number;
}

export type WatchFolders = (options: {
  readonly onChange: (change: FolderChange) => void;
  /** Some folders cannot be watched, most likely because the system's limit is reached. Told once. */
  readonly onError: (error: unknown) => void;
}) => FolderWatcher;

/**
 * Watches the names in folders, not what lies in folders below: one system watch a folder and no
 * reading, 16 ms for 2,600 folders. For the content of files, and for whole trees: `watcher.ts`.
 */
export const watchFolders: WatchFolders = ({ onChange, onError }) => {
  const watchers = new Map<string, FSWatcher>();
  let failed = false;
  const fail = (error: unknown): void => {
    if (!failed) onError(error);
    failed = true;
  };
  const drop = (folder: string): void => {
    watchers.get(folder)?.close();
    watchers.delete(folder);
  };
  const add = (folder: string): void => {
    try {
      const watcher = watch(folder, (event, name) => {
        if (name === null) return;
        // The folder itself went (or a file of its name came): a new one of this path needs a new watch.
        if (event === 'rename' && name === basename(folder)) drop(folder);
        onChange({ kind: event === 'rename' ? 'listed' : 'written', path: join(folder, name) });
      });
      // A folder that is removed ends its watch with an error on some systems.
      watcher.on('error', () => {
        watcher.close();
        if (watchers.get(folder) === watcher) watchers.delete(folder);
      });
      watchers.set(folder, watcher);
    } catch (error) {
      if (systemCodeOf(error) !== 'ENOENT') fail(error);
    }
  };
  return {
    set(folders) {
      const wanted = new Set(folders);
      for (const folder of watchers.keys()) if (!wanted.has(folder)) drop(folder);
      const before = watchers.size;
      for (const folder of wanted) if (!watchers.has(folder)) add(folder);
      return watchers.size - before;
    },
    dispose() {
      for (const watcher of watchers.values()) watcher.close();
      watchers.clear();
    },
  };
};
