import { DisposableStore, type Disposable } from '../../base/disposable.ts';
import { Sentry } from './sentry.ts';
import { isLimit, lookThrough } from './system.ts';
import { TreeWatch, type TreeWatchOptions } from './tree-watch.ts';

/** Watches one path, whatever it is and becomes: a file, a folder with all in it, or nothing yet. */
export class RootWatch implements Disposable {
  readonly #options: TreeWatchOptions;
  readonly #owned = new DisposableStore();
  readonly #tree: TreeWatch;
  #wasFile: boolean;

  constructor(options: TreeWatchOptions) {
    this.#options = options;
    this.#tree = new TreeWatch(options);
    this.#owned.add(
      new Sentry(options.root, {
        onHint: () => {
          this.#look();
        },
        onEvent: options.onEvent,
        onDeaf: (error) => {
          this.#fail(error);
        },
      }),
    );
    this.#wasFile = isFile(options.root);
    this.#tree.check('none');
  }

  rescan(sinceMs: number): void {
    this.#look();
    this.#tree.rescan(sinceMs);
  }

  dispose(): void {
    this.#tree.dispose();
    this.#owned.dispose();
  }

  #look(): void {
    this.#tree.check('all');
    const isFileNow = isFile(this.#options.root);
    if (isFileNow || this.#wasFile) this.#options.onChange(this.#options.root, 'file');
    this.#wasFile = isFileNow;
  }

  /** A folder is heard without the one that it is in, a file is not. */
  #fail(error: unknown): void {
    const isFolder = lookThrough(this.#options.root)?.isDirectory() === true;
    if (isLimit(error) || !isFolder) this.#options.onLimit(this.#options.root, error);
  }
}

const isFile = (path: string): boolean => lookThrough(path)?.isDirectory() === false;
