import type { ProjectItem, ProjectsChange, ServiceItem } from '#shared/protocol/projects';
import type { ReloadItem } from '#shared/protocol/reload';
import { defaultSettings } from '#shared/protocol/workspace';
import { systemClock } from '../../../server/src/base/clock.ts';
import { DisposableStore } from '../../../server/src/base/disposable.ts';
import { Emitter } from '../../../server/src/base/emitter.ts';
import { silentLog } from '../../../server/src/base/log.ts';
import { noProgress, type WorkContext } from '../../../server/src/base/progress.ts';
import { loadCompose } from '../../../server/src/compose/load.ts';
import { EngineInventory } from '../../../server/src/inventory/inventory.ts';
import { LateExits } from '../../../server/src/projects/late-exits.ts';
import { createProjects } from '../../../server/src/projects/projects.ts';
import { ProjectStore } from '../../../server/src/projects/store.ts';
import { AutoRestart } from '../../../server/src/reload/auto-restart.ts';
import { watchFolders } from '../../../server/src/reload/folder-watcher.ts';
import { WorkspaceRecords } from '../../../server/src/reload/reconcile/workspace-records.ts';
import { Timeline } from '../../../server/src/reload/timeline.ts';
import { createWatchFiles } from '../../../server/src/reload/watcher.ts';
import { TempTree } from '../../unit/projects/temp-tree.ts';
import { makeBed, type Bed } from '../run/project.ts';

/** A workspace folder, an engine, and the projects of both, as a window would have them. */
export class ProjectsBed {
  readonly tree: TempTree;
  readonly bed: Bed;
  readonly projects: ReturnType<typeof createProjects>;
  readonly reload: AutoRestart;
  readonly timeline: Timeline;
  /** Reloads that have ended, in that order. */
  readonly reloads: ReloadItem[] = [];
  readonly #owned = new DisposableStore();
  readonly #items = new Map<string, ProjectItem>();
  readonly #changed = new Emitter<void>();
  /** Images that this test built, by name or id; they go when it ends. */
  readonly built: string[] = [];
  /** All changes since the watch began, the first whole list included. */
  readonly changes: ProjectsChange[] = [];

  constructor(bed: Bed, files: Readonly<Record<string, string>>, name: string) {
    this.bed = bed;
    this.tree = new TempTree(files, name);
    const workspace = {
      settings: defaultSettings,
      trusted: true,
      folders: [this.tree.root],
      stateFolder: `${bed.folder}/state`,
      onDidChange: this.#owned.add(new Emitter<void>()).event,
    };
    const shared = { workspace, runner: bed.runner, log: silentLog, clock: systemClock };
    const store = new ProjectStore({ folder: workspace.stateFolder, log: silentLog });
    const inventory = this.#owned.add(
      new EngineInventory({ connection: bed.connection, log: silentLog, clock: systemClock }),
    );
    this.projects = this.#owned.add(
      createProjects({
        ...shared,
        store,
        inventory,
        loadCompose,
        watchFolders,
        environment: { PATH: '/bin' },
      }),
    );
    const lateExits = this.#owned.add(
      new LateExits({ onDidExit: bed.onDidExit, projects: this.projects, log: silentLog }),
    );
    this.timeline = this.#owned.add(new Timeline(systemClock));
    this.reload = this.#owned.add(
      new AutoRestart({
        ...{ ...shared, store, projects: this.projects, runner: shared.runner.services },
        watchFiles: createWatchFiles({ name: process.platform, clock: systemClock }),
        ...{ connection: bed.connection, timeline: this.timeline, onDidExit: lateExits.onDidExit },
        ...{ foldsCase: false, homeFolder: bed.folder },
        records: new WorkspaceRecords({
          ...{ folder: workspace.stateFolder, connection: bed.connection },
          ...{ clock: systemClock, log: silentLog },
        }),
      }),
    );
    this.#owned.add(
      this.timeline.onDidEnd((row) => {
        this.reloads.push(row);
        this.#changed.fire();
      }),
    );
  }

  static async make(files: Readonly<Record<string, string>>, name: string): Promise<ProjectsBed> {
    return new ProjectsBed(await makeBed(), files, name);
  }

  watch(): void {
    this.#owned.add(
      this.projects.watch((change) => {
        this.changes.push(change);
        for (const id of change.removed) this.#items.delete(id);
        for (const item of change.upserted) this.#items.set(item.id, item);
        this.#changed.fire();
      }),
    );
  }

  get items(): readonly ProjectItem[] {
    return [...this.#items.values()];
  }

  /** The project of this name, as it was last told. */
  item(name: string): ProjectItem | undefined {
    return this.items.find((item) => item.name === name);
  }

  service(project: string, name: string): ServiceItem | undefined {
    return this.item(project)?.services.find((service) => service.name === name);
  }

  states(project: string): Record<string, string> {
    const services = this.item(project)?.services ?? [];
    return Object.fromEntries(services.map(({ name, state }) => [name, state]));
  }

  /** Resolves at the first change after which the answer is yes. */
  async until(what: string, holds: () => boolean, timeoutMs = 10_000): Promise<void> {
    if (!holds()) {
      await new Promise<void>((resolve, reject) => {
        const timer = setTimeout(() => {
          const shown = this.items.map(({ name, state }) => `${name} ${state}`).join(', ');
          reject(new Error(`Not within ${timeoutMs} ms: ${what} (${shown})`));
        }, timeoutMs);
        const listening = this.#changed.event(() => {
          if (!holds()) return;
          clearTimeout(timer);
          listening.dispose();
          resolve();
        });
      });
    }
  }

  work(): WorkContext {
    return { signal: AbortSignal.timeout(60_000), progress: noProgress };
  }

  async dispose(...projectNames: readonly string[]): Promise<void> {
    this.#owned.dispose();
    const { images } = this.bed.connection.require();
    for (const name of projectNames) await this.bed.down(name);
    // Also where the test ended before it came to what it expected.
    for (const image of this.built)
      await images.remove(image, { force: true }).catch(() => undefined);
    await this.bed.dispose();
    this.tree.dispose();
  }
}
