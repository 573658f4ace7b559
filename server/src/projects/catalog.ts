import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import type { ProjectId } from '#shared/protocol/ids';
import { toDisposable, type Disposable } from '../base/disposable.ts';
import { Emitter } from '../base/emitter.ts';
import { messageOf } from '../base/error.ts';
import type { Log } from '../base/log.ts';
import type { LoadCompose } from '../compose/load-contract.ts';
import type { WatchFolders } from '../reload/folder-watcher.ts';
import { withoutClaimed } from './claims.ts';
import { idOf, makeEntry, type Entry } from './entry.ts';
import { Follower } from './follower.ts';
import { loadDetected, stampOf, stillHolds, watchedFiles } from './loading.ts';
import { scanWorkspace, type ScannedProject } from './scan.ts';
import type { Choices } from './store.ts';

interface CatalogOptions {
  /** Absolute paths of the workspace folders as of now. */
  readonly folders: () => readonly string[];
  readonly choices: () => Promise<ReadonlyMap<ProjectId, Choices>>;
  /** Where those are kept: another window may write it. */
  readonly choicesFile: string;
  readonly loadCompose: LoadCompose;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly watchFolders: WatchFolders;
  readonly log: Log;
}

/** The projects that the workspace's files declare, each with its model. Knows nothing of engines. */
export class Catalog implements Disposable {
  readonly #options: CatalogOptions;
  /** Also those that are part of another project. */
  #all: ReadonlyMap<ProjectId, Entry> = new Map();
  #entries: ReadonlyMap<ProjectId, Entry> = new Map();
  #choices: ReadonlyMap<ProjectId, Choices> = new Map();
  #running: Promise<void> | undefined;
  #queued: Promise<void> | undefined;
  #follower: Follower | undefined;
  readonly #changed = new Emitter<ReadonlySet<ProjectId>>();
  /** Ids of entries that came, went, or were loaded anew, or of which something else was chosen. */
  readonly onDidChange = this.#changed.event;

  constructor(options: CatalogOptions) {
    this.#options = options;
  }

  get entries(): ReadonlyMap<ProjectId, Entry> {
    return this.#entries;
  }

  get choices(): ReadonlyMap<ProjectId, Choices> {
    return this.#choices;
  }

  /**
   * Brings the catalogue up to the files as they are now: what is asked for while one run is under
   * way is answered by one more run after it, for all who asked.
   */
  refresh(): Promise<void> {
    if (this.#running === undefined) return (this.#running = this.#run());
    this.#queued ??= this.#running.then(() => {
      this.#queued = undefined;
      return (this.#running = this.#run());
    });
    return this.#queued;
  }

  /** Follows the files until disposed of. The first `refresh` after it has nothing missed. */
  follow(): Disposable {
    const follower = new Follower({
      watchFolders: this.#options.watchFolders,
      log: this.#options.log,
      onChange: () => void this.refresh(),
    });
    this.#follower = follower;
    return toDisposable(() => {
      follower.dispose();
      if (this.#follower === follower) this.#follower = undefined;
    });
  }

  dispose(): void {
    this.#follower?.dispose();
    this.#changed.dispose();
  }

  async #run(): Promise<void> {
    try {
      // A folder that is not there cannot be watched.
      if (this.#follower !== undefined) await makeFolder(dirname(this.#options.choicesFile));
      // A folder may be filled between the scan and its watch; three rounds are plenty for a tree
      // that grows while we look, and what comes later is an event.
      for (let round = 0; round < 3; round++) {
        const { projects, visited } = await scanWorkspace(this.#options.folders());
        const before = this.#choices;
        this.#choices = await this.#options.choices();
        await this.#take(projects, changedKeys(before, this.#choices));
        const files = new Set(
          [...this.#all.values()].flatMap(({ detected, loaded }) => watchedFiles(detected, loaded)),
        );
        files.add(this.#options.choicesFile);
        files.add(this.#options.choicesFile);
        // Nothing is awaited between the change that was told and the watch of what it brought.
        if (this.#follower?.set({ folders: visited, files }) !== true) break;
      }
    } catch (error) {
      this.#options.log.error(`Projects could not be read: ${messageOf(error)}`, error);
    } finally {
      this.#running = undefined;
    }
  }

  async #take(scanned: readonly ScannedProject[], chosen: ReadonlySet<ProjectId>): Promise<void> {
    const loaded = await Promise.all(scanned.map((project) => this.#entry(project)));
    this.#all = new Map(loaded.map((entry) => [entry.id, entry]));
    const before = this.#entries;
    this.#entries = new Map(withoutClaimed(loaded).map((entry) => [entry.id, entry]));
    const changed = new Set(
      [...before.keys(), ...this.#entries.keys()].filter(
        (id) => before.get(id) !== this.#entries.get(id) || chosen.has(id),
      ),
    );
    if (changed.size > 0) this.#changed.fire(changed);
  }

  async #entry({ project, workspaceFolder }: ScannedProject): Promise<Entry> {
    const previous = this.#all.get(idOf(project));
    const profiles = this.#choices.get(idOf(project))?.profiles;
    const fresh =
      previous !== undefined &&
      isDeepStrictEqual(previous.detected, project) &&
      isDeepStrictEqual(previous.profiles, profiles) &&
      (await stillHolds(previous.stamp));
    if (fresh) return previous;
    // The realtime clock, as it is compared with the file system's.
    const startedAtMs = Date.now();
    const loaded = await loadDetected(this.#options, project, profiles);
    const stamp = await stampOf(watchedFiles(project, loaded), startedAtMs);
    return makeEntry(project, { workspaceFolder, loaded, profiles, stamp, previous });
  }
}

/** Where that is not allowed nothing can be chosen either. */
const makeFolder = (folder: string): Promise<unknown> =>
  mkdir(folder, { recursive: true }).catch(() => undefined);

const changedKeys = <Key>(
  before: ReadonlyMap<Key, unknown>,
  after: ReadonlyMap<Key, unknown>,
): ReadonlySet<Key> =>
  new Set(
    [...before.keys(), ...after.keys()].filter(
      (key) => !isDeepStrictEqual(before.get(key), after.get(key)),
    ),
  );
