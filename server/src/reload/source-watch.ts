import { readFile } from 'node:fs/promises';
import { join, sep } from 'node:path';
import ignore from 'ignore';
import type { ProjectItem } from '#shared/protocol/projects';
import type { Disposable } from '../base/disposable.ts';
import { messageOf } from '../base/error.ts';
import type { Log } from '../base/log.ts';
import { isGenerated } from './generated.ts';
import type { FileWatch, WatchFiles } from './watcher.ts';

interface SourceWatchOptions {
  readonly watchFiles: WatchFiles;
  readonly log: Log;
  readonly onChange: (path: string) => void;
}

/** Watches what the services of a project are made of, for changes that no editor tells of. */
export class SourceWatch implements Disposable {
  readonly #options: SourceWatchOptions;
  #paths = '';
  /** The newest, and while it is getting ready the one before. */
  readonly #watches = new Set<FileWatch>();
  #disposed = false;

  constructor(options: SourceWatchOptions) {
    this.#options = options;
  }

  /**
   * From now on these paths. Only what lies in the project or its workspace folder is watched: a bind
   * mount of `/` or of a data disk is not a source, and too much to watch.
   */
  set(item: ProjectItem, paths: readonly string[]): void {
    const roots = [item.directory, item.workspaceFolder ?? item.directory];
    const near = paths.filter((path) => roots.some((root) => isBelow(path, root)));
    const key = near.join('\n');
    if (this.#disposed || key === this.#paths) return;
    this.#paths = key;
    void this.#replace(near, roots, key);
  }

  dispose(): void {
    this.#disposed = true;
    for (const watch of this.#watches) watch.dispose();
  }

  async #replace(paths: readonly string[], roots: readonly string[], key: string): Promise<void> {
    const rules = await Promise.all([...new Set(roots)].map(rulesOf));
    if (this.#disposed || this.#paths !== key) return;
    const next =
      paths.length === 0
        ? undefined
        : this.#options.watchFiles({
            paths,
            ignored: (path, kind) => {
              const root = paths.find((candidate) => isBelow(path, candidate));
              return (
                root !== undefined &&
                path !== root &&
                (isGenerated(path, root) || rules.some((rule) => rule(path, kind === 'folder')))
              );
            },
            onChange: this.#options.onChange,
            onError: (error) => {
              this.#options.log.warn(`Some files are not watched: ${messageOf(error)}`);
            },
          });
    const previous = [...this.#watches];
    if (next !== undefined) this.#watches.add(next);
    // Both for a moment, so that nothing is missed between them; what is heard twice counts once.
    await next?.ready;
    for (const watch of previous) {
      watch.dispose();
      this.#watches.delete(watch);
    }
  }
}

const rulesOf = async (root: string): Promise<(path: string, folder: boolean) => boolean> => {
  const text = await readFile(join(root, '.gitignore'), 'utf8').catch(() => '');
  const rules = ignore().add(text);
  return (path, folder) => {
    if (!isBelow(path, root) || path === root) return false;
    const inside = path
      .slice(root.length + 1)
      .split(sep)
      .join('/');
    return inside !== '' && rules.ignores(folder ? `${inside}/` : inside);
  };
};

const isBelow = (path: string, folder: string): boolean =>
  path === folder || path.startsWith(folder + sep);
