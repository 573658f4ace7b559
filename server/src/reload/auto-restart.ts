import type { ProjectId, ReloadId } from '#shared/protocol/ids';
import type { ProjectItem, ProjectsChange, ServiceExit } from '#shared/protocol/projects';
import type { ReloadRuleItem } from '#shared/protocol/reload';
import { DisposableStore, type Disposable } from '../base/disposable.ts';
import type { Event } from '../base/emitter.ts';
import { HyperBoxError, messageOf } from '../base/error.ts';
import type { Log } from '../base/log.ts';
import type { Projects } from '../projects/contract.ts';
import type { AutoRestartChoices, Toggled } from '../projects/projects.ts';
import type { ProjectStore } from '../projects/store.ts';
import type { Workspace } from '../services.ts';
import type { CarryOutTools } from './carry-out.ts';
import { withOff } from './eligible.ts';
import { explainRules } from './explain.ts';
import { ignoredBySettings } from './ignored-by-settings.ts';
import { ImageCommands } from './image-commands.ts';
import { ProjectReload } from './project-reload.ts';
import type { ReloadRecords } from './records.ts';
import { RuleSource } from './rule-source.ts';
import type { Timeline } from './timeline.ts';
import type { WatchFiles } from './watcher.ts';

export interface AutoRestartOptions extends CarryOutTools {
  readonly workspace: Workspace;
  readonly projects: Projects & AutoRestartChoices;
  readonly store: Pick<ProjectStore, 'read'>;
  readonly records: { of(id: ProjectId): ReloadRecords };
  readonly watchFiles: WatchFiles;
  /** Of the user, whose own git may ignore more. */
  readonly homeFolder: string;
  /** Whether the file system finds `a` also when its name is `A`. */
  readonly foldsCase: boolean;
  readonly timeline: Timeline;
  /** Services that ended by themselves soon after a start or a restart. */
  readonly onDidExit: Event<ServiceExit>;
  readonly log: Log;
}

/**
 * "Auto restart on save" for all projects and services whose toggle is on. It rests until `open`;
 * then it follows the projects as long as at least one toggle is on.
 */
export class AutoRestart implements Disposable {
  readonly #options: AutoRestartOptions;
  readonly #owned = new DisposableStore();
  readonly #images: ImageCommands;
  readonly #reloads = new Map<ProjectId, ProjectReload>();
  readonly #rules = new Map<ProjectId, RuleSource>();
  /** Turned off though the project's item does not say so yet: services, or `undefined` for all. */
  readonly #off = new Map<ProjectId, Set<string | undefined>>();
  #opened = false;
  #watch: Disposable | undefined;
  /** Resolves when all that was toggled so far is in force. */
  #settled: Promise<void> = Promise.resolve();

  constructor(options: AutoRestartOptions) {
    this.#options = options;
    this.#images = this.#owned.add(new ImageCommands(options.connection));
    this.#owned.add(
      options.projects.onDidSetAutoRestart((toggled) => {
        this.#toggle(toggled);
      }),
    );
    this.#owned.add(
      options.workspace.onDidChange(() => {
        this.#settle();
      }),
    );
    this.#owned.add(
      options.onDidExit((exit) => {
        this.#reloads.get(exit.projectId)?.exited(exit);
      }),
    );
  }

  /** Takes up the toggles that were left on; to be called by what lives as long as a window. */
  open(): void {
    this.#opened = true;
    this.#settle();
  }

  /** The editor saved this file: sooner than any file watcher notices. */
  fileSaved(path: string): void {
    // A save right after the toggle must not be lost because the projects are still being read.
    void this.#settled.then(() => {
      for (const reload of this.#reloads.values()) void reload.hear(path, { inEditor: true });
    });
  }

  /** Which rule would do what, whether the toggle is on or not. */
  async explain(id: ProjectId, service?: string): Promise<readonly ReloadRuleItem[]> {
    const now = await this.#rulesOf(id).current();
    if (now === undefined) {
      throw new HyperBoxError(
        'compose-invalid',
        'The compose file of this project cannot be used.',
        {
          hint: 'Mend the errors that it shows.',
        },
      );
    }
    return explainRules(now.rules, { service });
  }

  /** Once more what a row of the timeline did, with the files as they are now. */
  async again(id: ReloadId): Promise<void> {
    const row = this.#options.timeline.get(id);
    if (row === undefined) {
      throw new HyperBoxError('not-found', 'This reload is no longer in the timeline.');
    }
    const reload = this.#reloads.get(row.projectId);
    if (reload === undefined) {
      throw new HyperBoxError('unsupported', `Auto restart of ${row.project} is off.`, {
        hint: 'Turn it on first.',
      });
    }
    await reload.again(row);
  }

  dispose(): void {
    this.#opened = false;
    this.#rest();
    this.#owned.dispose();
  }

  #toggle({ id, service, enabled }: Toggled): void {
    const off = this.#off.get(id) ?? new Set<string | undefined>();
    if (enabled) {
      this.#opened = true;
      if (service === undefined) off.clear();
      else off.delete(service);
    } else off.add(service);
    this.#off.set(id, off);
    if (!enabled) {
      if (service === undefined) this.#drop(id);
      else this.#reloads.get(id)?.turnOff(service);
    }
    this.#settle();
  }

  #settle(): void {
    this.#settled = this.#settled.then(() => this.#adjust());
  }

  async #adjust(): Promise<void> {
    try {
      const wanted = this.#opened && this.#options.workspace.trusted && (await this.#isAnyOn());
      if (!this.#opened || !wanted) this.#rest();
      else if (this.#watch === undefined) {
        await new Promise<void>((resolve) => {
          this.#watch = this.#options.projects.watch((change) => {
            this.#hear(change);
            resolve();
          });
        });
      }
    } catch (error) {
      this.#options.log.error(`Auto restart could not be set up: ${messageOf(error)}`, error);
    }
  }

  async #isAnyOn(): Promise<boolean> {
    if (this.#options.workspace.settings.autoRestart) return true;
    const choices = await this.#options.store.read();
    return [...choices.values()].some(
      ({ autoRestart, autoRestartServices = {} }) =>
        autoRestart === true || Object.values(autoRestartServices).includes(true),
    );
  }

  #rest(): void {
    this.#watch?.dispose();
    this.#watch = undefined;
    for (const id of [...this.#reloads.keys()]) this.#drop(id);
  }

  #drop(id: ProjectId): void {
    this.#reloads.get(id)?.dispose();
    this.#reloads.delete(id);
  }

  #hear({ upserted, removed }: ProjectsChange): void {
    for (const id of removed) {
      this.#drop(id);
      this.#rules.delete(id);
    }
    for (const item of upserted) this.#take(this.#withoutOff(item));
  }

  /** The item as it will be when what was just switched off has been read again. */
  #withoutOff(item: ProjectItem): ProjectItem {
    const off = this.#off.get(item.id);
    if (off === undefined || off.size === 0) return item;
    for (const { name, autoRestart } of item.services) if (!autoRestart) off.delete(name);
    if (!item.autoRestart) off.delete(undefined);
    const isOff = (name: string): boolean => off.has(undefined) || off.has(name);
    return withOff(item, isOff);
  }

  #take(item: ProjectItem): void {
    if (!item.services.some(({ autoRestart }) => autoRestart)) {
      this.#drop(item.id);
      return;
    }
    const reload = this.#reloads.get(item.id);
    if (reload !== undefined) {
      reload.update(item);
      return;
    }
    const rules = this.#rulesOf(item.id);
    this.#reloads.set(
      item.id,
      new ProjectReload(item, {
        ...{ ...this.#options, rules, records: this.#options.records.of(item.id) },
        poll: () => this.#options.workspace.settings.reload.poll,
      }),
    );
  }

  #rulesOf(id: ProjectId): RuleSource {
    const known = this.#rules.get(id);
    if (known !== undefined) return known;
    const { workspace, projects } = this.#options;
    const rules = new RuleSource({
      load: () => projects.load(id),
      settings: () => workspace.settings.reload,
      images: (model) => this.#images.of(model),
      ignored: () => ignoredBySettings(workspace.settings.reload.ignore, workspace.folders),
    });
    this.#rules.set(id, rules);
    return rules;
  }
}
