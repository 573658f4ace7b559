import { relative } from 'node:path';
import { systemClock } from '../../../../server/src/base/clock.ts';
import type { FileChange } from '../../../../server/src/reload/change.ts';
import { SeenFiles } from '../../../../server/src/reload/seen-files.ts';
import { createWatchFiles, type FileWatch } from '../../../../server/src/reload/watcher.ts';
import { TempTree } from '../../projects/temp-tree.ts';

interface BedOptions {
  readonly files?: Readonly<Record<string, string>>;
  /** Relative; the whole tree without it. */
  readonly paths?: readonly string[];
  readonly ignored?: (path: string, kind: 'file' | 'folder') => boolean;
  readonly poll?: boolean;
  readonly platform?: NodeJS.Platform;
  readonly seen?: SeenFiles;
  /** Of each change, with its relative path. */
  readonly onNews?: (change: FileChange) => void;
}

/** A real tree that is really watched, as a project's reload does it: heard, then looked at. */
export class WatchBed {
  readonly tree: TempTree;
  readonly errors: unknown[] = [];
  /** What was news, in order, with relative paths: `written src/a`. */
  readonly news: string[] = [];
  /** The same of folders. */
  readonly folders: string[] = [];
  /** Of the next watch; relative. */
  paths: readonly string[];
  readonly #options: BedOptions;
  readonly #seen: SeenFiles;
  #watch: FileWatch | undefined;
  #wake: () => void = () => undefined;

  private constructor(options: BedOptions) {
    this.#options = options;
    this.paths = options.paths ?? ['.'];
    this.#seen = options.seen ?? new SeenFiles();
    this.tree = new TempTree(options.files);
  }

  static async open(options: BedOptions = {}): Promise<WatchBed> {
    const bed = new WatchBed(options);
    await bed.watch();
    return bed;
  }

  /** From now on; again where something was done to the tree that is not to be heard. */
  async watch(): Promise<void> {
    this.#watch?.dispose();
    const { ignored, poll, platform = process.platform } = this.#options;
    this.#watch = createWatchFiles({ name: platform, clock: systemClock })({
      paths: this.paths.map((path) => (path === '.' ? this.tree.root : this.tree.path(path))),
      ignored: (path, kind) => ignored?.(relative(this.tree.root, path), kind) === true,
      onChange: (path, kind) => void this.#hear(path, kind),
      onError: (error) => this.errors.push(error),
      ...(poll !== undefined && { poll }),
    });
    await this.#watch.ready;
  }

  /** Resolves when all of this has been news, and says what has, in the order of the alphabet. */
  async until(...expected: readonly string[]): Promise<readonly string[]> {
    const missing = (): readonly string[] => expected.filter((line) => !this.news.includes(line));
    await this.when(() => missing().length === 0).catch(() => {
      throw new Error(`not heard: ${missing().join(', ')}; heard: ${this.news.join(', ')}`);
    });
    return this.news.splice(0).sort();
  }

  /** Resolves when this holds; it is asked again after each change. */
  async when(holds: () => boolean): Promise<void> {
    const limit = AbortSignal.timeout(8000);
    while (!holds()) {
      await new Promise<void>((resolve, reject) => {
        this.#wake = resolve;
        limit.addEventListener('abort', () => {
          reject(new Error('It did not come to that.'));
        });
      });
    }
  }

  /** All that was news until now: what is done to the marker is heard last. */
  async soFar(): Promise<readonly string[]> {
    const marker = `marker-${String(Math.random())}`;
    this.tree.write({ [marker]: '1' });
    const heard = await this.until(`written ${marker}`);
    return heard.filter((line) => line !== `written ${marker}`);
  }

  dispose(): void {
    this.#watch?.dispose();
    this.tree.dispose();
  }

  async #hear(path: string, kind: 'file' | 'folder'): Promise<void> {
    const change: FileChange | undefined = await this.#seen.look(path, kind);
    if (change === undefined) return;
    const inTree = relative(this.tree.root, path);
    const list = change.isFolder === true ? this.folders : this.news;
    list.push(`${change.kind} ${inTree}`);
    this.#options.onNews?.({ ...change, path: inTree });
    this.#wake();
  }
}
