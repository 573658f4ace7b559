import type { ExplicitProject } from '#shared/protocol/compose';
import type { ProjectId } from '#shared/protocol/ids';
import type { OpenedProject } from '#shared/protocol/opened';
import type {
  DownPreview,
  ProjectItem,
  ProjectsChange,
  Proposal,
  StartPreview,
  StartResult,
} from '#shared/protocol/projects';
import type { Clock } from '../base/clock.ts';
import { toDisposable, type Disposable } from '../base/disposable.ts';
import { Emitter, type Event } from '../base/emitter.ts';
import { HyperBoxError, messageOf } from '../base/error.ts';
import type { Log } from '../base/log.ts';
import type { WorkContext } from '../base/progress.ts';
import { problemsOf } from '../compose/problems.ts';
import type { LoadCompose, LoadResult } from '../compose/load-contract.ts';
import type {
  ComposeRunner,
  DownOptions,
  RunningOnce,
  RunOnceOptions,
  StartOptions,
} from '../compose/runner-contract.ts';
import type { Inventory } from '../inventory/contract.ts';
import type { WatchFolders } from '../reload/folder-watcher.ts';
import type { Workspace } from '../services.ts';
import { ProjectActions, type ActionTarget } from './actions.ts';
import { projectsNamed, type Surroundings } from './around.ts';
import { Catalog } from './catalog.ts';
import { ContainerIndex } from './container-index.ts';
import type { Projects } from './contract.ts';
import { Drift } from './drift.ts';
import type { Entry } from './entry.ts';
import { loadDetected, loadRunning, stillHolds } from './loading.ts';
import { saveProposal } from './proposal.ts';
import { OpenedProjects } from './opened.ts';
import type { Choices, ProjectStore } from './store.ts';
import { allOff, moved, togglesOf } from './toggles.ts';
import { WatchSession } from './session.ts';
import { ProjectsView } from './view.ts';

export interface ProjectsOptions {
  readonly workspace: Workspace;
  readonly inventory: Inventory;
  readonly runner: ComposeRunner;
  readonly loadCompose: LoadCompose;
  readonly store: ProjectStore;
  readonly watchFolders: WatchFolders;
  readonly log: Log;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly clock: Clock;
}

/** Tells of the toggle at once: when it goes off before that is kept, else after. */
export interface AutoRestartChoices {
  readonly onDidSetAutoRestart: Event<Toggled>;
}

export interface Toggled {
  readonly id: ProjectId;
  /** Absent: all of them. */
  readonly service?: string | undefined;
  readonly enabled: boolean;
}

export const createProjects = (options: ProjectsOptions): Projects & AutoRestartChoices =>
  new WorkspaceProjects(options);

class WorkspaceProjects implements Projects, AutoRestartChoices {
  readonly #options: ProjectsOptions;
  readonly #catalog: Catalog;
  readonly #actions: ProjectActions;
  readonly #drift: Drift;
  readonly #opened: OpenedProjects;
  readonly #listeners = new Set<{ ready: boolean; hear: (change: ProjectsChange) => void }>();
  #session: WatchSession | undefined;
  readonly #toggled = new Emitter<Toggled>();
  readonly onDidSetAutoRestart = this.#toggled.event;

  constructor(options: ProjectsOptions) {
    this.#options = options;
    this.#catalog = new Catalog({
      ...options,
      folders: () => options.workspace.folders,
      choices: () => options.store.read(),
      choicesFile: options.store.path,
    });
    this.#actions = new ProjectActions({
      runner: options.runner,
      resolve: (id) => this.#target(id),
      onBusyChange: (id) => {
        this.#session?.touchProject(id);
      },
    });
    this.#opened = new OpenedProjects(options);
    this.#drift = new Drift({
      ...options,
      onChange: (name) => {
        this.#session?.touch([name]);
      },
    });
  }

  async list(): Promise<readonly ProjectItem[]> {
    return [...(await this.#items()).values()];
  }

  async get(id: ProjectId): Promise<ProjectItem> {
    const opened = await this.#opened.get(id);
    if (opened !== undefined) return this.#itemOf(opened);
    const item = (await this.#items()).get(id);
    if (item === undefined) throw unknown(id);
    return item;
  }

  async open(
    project: ExplicitProject,
  ): Promise<{ readonly project: OpenedProject; readonly end: Disposable }> {
    const { entry, end } = await this.#opened.open(project);
    const { id, name, loaded } = entry;
    return { project: { projectId: id, name, problems: problemsOf(loaded.findings) }, end };
  }

  watch(listener: (change: ProjectsChange) => void): Disposable {
    const own = { ready: false, hear: listener };
    this.#listeners.add(own);
    const session = (this.#session ??= this.#open());
    void session.ready.then(() => {
      if (!this.#listeners.has(own)) return;
      own.ready = true;
      listener({ upserted: [...session.view.items.values()], removed: [] });
    });
    return toDisposable(() => {
      this.#listeners.delete(own);
      if (this.#listeners.size === 0) this.#close();
    });
  }

  async load(id: ProjectId): Promise<LoadResult> {
    return (await this.#target(id)).load();
  }

  start(id: ProjectId, options: StartOptions, work: WorkContext): Promise<StartResult> {
    return this.#actions.start(id, options, work);
  }

  stop(id: ProjectId, services: readonly string[] | undefined, work: WorkContext): Promise<void> {
    return this.#actions.stop(id, services, work);
  }

  restart(
    id: ProjectId,
    services: readonly string[] | undefined,
    work: WorkContext,
  ): Promise<void> {
    return this.#actions.restart(id, services, work);
  }

  down(id: ProjectId, options: DownOptions, work: WorkContext): Promise<void> {
    return this.#actions.down(id, options, work);
  }

  preview(id: ProjectId, options: StartOptions, signal: AbortSignal): Promise<StartPreview> {
    return this.#actions.preview(id, options, signal);
  }

  runOnce(id: ProjectId, options: RunOnceOptions, work: WorkContext): Promise<RunningOnce> {
    return this.#actions.runOnce(id, options, work);
  }

  removeOrphans(id: ProjectId, work: WorkContext): Promise<readonly string[]> {
    return this.#actions.removeOrphans(id, work);
  }

  previewDown(id: ProjectId): Promise<DownPreview> {
    return this.#actions.previewDown(id);
  }

  async propose(id: ProjectId): Promise<Proposal | null> {
    const entry = await this.#entry(id);
    return entry?.detected.proposal ?? null;
  }

  async saveProposal(id: ProjectId): Promise<{ readonly path: string }> {
    const proposal = await this.propose(id);
    if (proposal === null) {
      throw new HyperBoxError('unsupported', 'This project has a compose file of its own.');
    }
    const saved = await saveProposal(proposal);
    await this.#catalog.refresh();
    return saved;
  }

  async setProfiles(id: ProjectId, profiles: readonly string[]): Promise<void> {
    await this.#choose(id, () => ({ profiles: [...profiles] }));
  }

  async setAutoRestart(id: ProjectId, enabled: boolean, service?: string): Promise<void> {
    if (!enabled) this.#toggled.fire({ id, service, enabled });
    await this.#choose(id, (before) => moved(before, { service, enabled }));
    this.#toggled.fire({ id, service, enabled });
  }

  dispose(): void {
    this.#listeners.clear();
    this.#close();
    this.#catalog.dispose();
    this.#toggled.dispose();
  }

  async #choose(id: ProjectId, choose: (before: Choices) => Choices): Promise<void> {
    if ((await this.#entry(id)) === undefined) {
      await this.get(id);
      throw new HyperBoxError(
        'unsupported',
        'Nothing is kept for a project that is not in the workspace.',
      );
    }
    await this.#options.store.update(id, choose);
    await this.#catalog.refresh();
    this.#session?.touchProject(id);
  }

  async #items(): Promise<ReadonlyMap<ProjectId, ProjectItem>> {
    if (this.#session !== undefined) {
      const { ready, view } = this.#session;
      await ready;
      return view.items;
    }
    const { inventory, log } = this.#options;
    const listed = inventory.list('containers').catch((error: unknown) => {
      log.warn(`Containers could not be listed: ${messageOf(error)}`);
      return [];
    });
    const [containers] = await Promise.all([listed, this.#catalog.refresh()]);
    const index = new ContainerIndex();
    index.apply({ kind: 'containers', reset: true, upserted: containers, removed: [] });
    const view = this.#view(index, () => new Set());
    view.merge([...view.declaredNames, ...index.projectNames]);
    return view.items;
  }

  #view(index: ContainerIndex, drifted: Surroundings['drifted']): ProjectsView {
    const { workspace } = this.#options;
    return new ProjectsView({
      entries: () => this.#catalog.entries.values(),
      containersOf: (name) => index.of(name),
      around: {
        get folders() {
          return workspace.folders;
        },
        busy: (id) => this.#actions.busy(id),
        toggles: (id) => togglesOf(this.#catalog.choices.get(id), workspace.settings.autoRestart),
        drifted,
      },
    });
  }

  #open(): WatchSession {
    const index = new ContainerIndex();
    return new WatchSession({
      ...this.#options,
      catalog: this.#catalog,
      index,
      view: this.#view(index, (entry, containers) =>
        this.#drift.of(entry, containers, { busy: this.#actions.busy(entry.id) !== undefined }),
      ),
      onChange: (change) => {
        for (const listener of this.#listeners) if (listener.ready) listener.hear(change);
      },
    });
  }

  #close(): void {
    this.#session?.dispose();
    this.#session = undefined;
  }

  /** The entry with its model as of now; `undefined` for what is not in the workspace. */
  async #entry(id: ProjectId): Promise<Entry | undefined> {
    await this.#session?.ready;
    const known = this.#catalog.entries.get(id);
    if (known === undefined || !(await stillHolds(known.stamp))) await this.#catalog.refresh();
    return this.#catalog.entries.get(id);
  }

  /** One that was opened, with what is on the engine under its name. */
  async #itemOf(entry: Entry): Promise<ProjectItem> {
    const containers = await this.#options.inventory.list('containers');
    const [item] = projectsNamed(
      entry.name,
      [entry],
      containers.filter(({ compose }) => compose?.project === entry.name),
      {
        folders: [],
        busy: (id) => this.#actions.busy(id),
        toggles: () => allOff,
        drifted: () => new Set(),
      },
    );
    if (item === undefined) throw unknown(entry.id);
    return item;
  }

  async #target(id: ProjectId): Promise<ActionTarget> {
    const opened = await this.#opened.get(id);
    if (opened !== undefined) {
      return {
        name: opened.name,
        load: (profiles) =>
          profiles === undefined
            ? Promise.resolve(opened.loaded)
            : this.#opened.load(opened, profiles),
      };
    }
    const entry = await this.#entry(id);
    if (entry !== undefined) {
      return {
        name: entry.name,
        load: (profiles) =>
          profiles === undefined
            ? Promise.resolve(entry.loaded)
            : loadDetected(this.#options, entry.detected, profiles),
      };
    }
    const item = await this.get(id);
    return { name: item.name, load: (profiles) => loadRunning(this.#options, item, profiles) };
  }
}

const unknown = (id: ProjectId): HyperBoxError =>
  new HyperBoxError('not-found', `There is no project ${id}.`, {
    hint: 'It may have been moved or removed; look at the list of projects.',
  });
