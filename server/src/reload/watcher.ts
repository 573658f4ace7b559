import { watch } from 'chokidar';
import { toDisposable, type Disposable } from '../base/disposable.ts';

export interface FileWatch extends Disposable {
  /** Resolves when everything is watched: what happens from then on is heard. */
  readonly ready: Promise<void>;
}

export type WatchFiles = (options: {
  /** Files and whole folders, absolute. What is not there yet is waited for. */
  readonly paths: readonly string[];
  /** Whatever this holds for is not looked into. */
  readonly ignored: (path: string, kind: 'file' | 'folder' | 'unknown') => boolean;
  /** A file came, went, or has other content. */
  readonly onChange: (path: string) => void;
  readonly onError: (error: unknown) => void;
}) => FileWatch;

/**
 * Watches the content of files, through the one library for that. It keeps a watch for each file, so
 * it is for what is to be reloaded, not for whole workspaces: see `folder-watcher.ts`.
 */
export const watchFiles: WatchFiles = ({ paths, ignored, onChange, onError }) => {
  const watcher = watch([...paths], {
    ignoreInitial: true,
    followSymlinks: false,
    // An editor that writes beside and renames is one change, not a removal and an addition.
    atomic: 50,
    ignored: (path, stats) =>
      ignored(path, stats === undefined ? 'unknown' : stats.isDirectory() ? 'folder' : 'file') ||
      // Sockets and devices, as in a bind mount of the engine's socket.
      (stats !== undefined && !stats.isFile() && !stats.isDirectory() && !stats.isSymbolicLink()),
  });
  watcher.on('add', onChange).on('change', onChange).on('unlink', onChange).on('error', onError);
  const ready = new Promise<void>((resolve) => {
    watcher.once('ready', resolve);
  });
  return {
    ready,
    ...toDisposable(() => {
      void watcher.close();
    }),
  };
};
