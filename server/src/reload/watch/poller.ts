import { lstat, readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { isCancelled } from '../../base/error.ts';
import type { Clock } from '../../base/clock.ts';
import type { Disposable } from '../../base/disposable.ts';
import { isContent } from './system.ts';

const shortestMs = 1000;
/** A twentieth of the time at most is spent looking. */
const restPerLook = 19;

interface PollerOptions {
  readonly clock: Clock;
  readonly ignored: (path: string, kind: 'file' | 'folder') => boolean;
  readonly onChange: (path: string) => void;
}

/**
 * Looks at files in intervals, where the system does not tell of changes. A look at 50,000 files takes
 * a tenth of a second here, and what is kept of a file is its path and a number; one timer a file, as
 * `fs.watchFile` does it, took half a gigabyte.
 */
export class Poller implements Disposable {
  readonly #options: PollerOptions;
  readonly #roots = new Map<string, { files: Map<string, number> | undefined }>();
  readonly #end = new AbortController();
  #running = false;
  #firstLooks: Promise<void> = Promise.resolve();

  constructor(options: PollerOptions) {
    this.#options = options;
  }

  /** Files and folders; what is there now is not told of. */
  add(path: string): void {
    if (this.#roots.has(path)) return;
    const root = { files: undefined };
    this.#roots.set(path, root);
    this.#firstLooks = this.#firstLooks.then(() => this.#look(path, root));
    if (!this.#running) void this.#run();
  }

  /** Resolves when all that was added has been looked at. */
  ready(): Promise<void> {
    return this.#firstLooks;
  }

  dispose(): void {
    this.#end.abort();
  }

  async #run(): Promise<void> {
    this.#running = true;
    const { clock } = this.#options;
    let tookMs = 0;
    try {
      for (;;) {
        await clock.sleep(Math.max(shortestMs, tookMs * restPerLook), this.#end.signal);
        await this.#firstLooks;
        const startedAt = clock.now();
        for (const [path, root] of this.#roots) await this.#look(path, root);
        tookMs = clock.now() - startedAt;
      }
    } catch (error) {
      if (!isCancelled(error)) throw error;
    }
  }

  async #look(path: string, root: { files: Map<string, number> | undefined }): Promise<void> {
    const found = new Map<string, number>();
    // A root may be a link to a folder; within one, links are not followed.
    const seen = await stat(path).catch(() => undefined);
    if (seen?.isDirectory() === true) await this.#gather(path, found);
    else if (seen !== undefined) found.set(path, seen.ctimeMs);
    if (this.#end.signal.aborted) return;
    const before = root.files;
    root.files = found;
    if (before === undefined) return;
    for (const [file, time] of found) {
      if (before.get(file) !== time) this.#options.onChange(file);
      before.delete(file);
    }
    for (const file of before.keys()) this.#options.onChange(file);
  }

  /** One folder after the other, so that a large tree does not take much memory at once. */
  async #gather(folder: string, found: Map<string, number>): Promise<void> {
    if (this.#end.signal.aborted) return;
    const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
    const { ignored } = this.#options;
    const folders: string[] = [];
    const files: string[] = [];
    for (const entry of entries) {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) folders.push(path);
      else if (isContent(entry)) files.push(path);
    }
    await Promise.all(
      files.map(async (path) => {
        const seen = await lstat(path).catch(() => undefined);
        if (seen !== undefined && !ignored(path, 'file')) found.set(path, seen.ctimeMs);
      }),
    );
    for (const path of folders) if (!ignored(path, 'folder')) await this.#gather(path, found);
  }
}
