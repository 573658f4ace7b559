import type { ProjectId } from '#shared/protocol/ids';
import type { ProjectsChange } from '#shared/protocol/projects';
import type { Clock } from '../base/clock.ts';
import { DisposableStore, type Disposable } from '../base/disposable.ts';
import { messageOf } from '../base/error.ts';
import type { Log } from '../base/log.ts';
import type { ComposeRunner } from '../compose/runner-contract.ts';
import type { Projects } from '../projects/contract.ts';
import type { AutoRestartChoices } from '../projects/projects.ts';
import type { ProjectStore } from '../projects/store.ts';
import type { Workspace } from '../services.ts';
import { ProjectReload } from './project-reload.ts';
import type { Timeline } from './timeline.ts';
import type { WatchFiles } from './watcher.ts';

export interface AutoRestartOptions {
  readonly workspace: Workspace;
  readonly projects: Projects & AutoRestartChoices;
  readonly store: Pick<ProjectStore, 'read'>;
  readonly runner: Pick<ComposeRunner, 'start' | 'restart'>;
  readonly watchFiles: WatchFiles;
  readonly timeline: Timeline;
  readonly clock: Clock;
  readonly log: Log;
}

/**
 * "Auto restart on save" for all projects whose toggle is on. It rests until `open`; then it follows
 * the projects as long as at least one toggle is on.
 */
export class AutoRestart implements Disposable {
  readonly #options: AutoRestartOptions;
  readonly #owned = new DisposableStore();
  readonly #reloads = new Map<ProjectId, ProjectReload>();
  /** Turned off though the project's item does not say so yet. */
  readonly #off = new Set<ProjectId>();
  #opened = false;
  #watch: Disposable | undefined;
  /** Resolves when all that was toggled so far is in force. */
  #settled: Promise<void> = Promise.resolve();

  constructor(options: AutoRestartOptions) {
    this.#options = options;
    this.#owned.add(
      options.projects.onDidSetAutoRestart(({ id, enabled }) => {
        this.#toggle(id, enabled);
      }),
    );
    this.#owned.add(
      options.workspace.onDidChange(() => {
        this.#settle();
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

  dispose(): void {
    this.#opened = false;
    this.#rest();
    this.#owned.dispose();
  }

  #toggle(id: ProjectId, enabled: boolean): void {
    if (enabled) {
      this.#opened = true;
      this.#off.delete(id);
    } else {
      this.#off.add(id);
      this.#drop(id);
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
    return [...choices.values()].some(({ autoRestart }) => autoRestart === true);
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
    for (const id of removed) this.#drop(id);
    for (const item of upserted) {
      if (!item.autoRestart) {
        this.#off.delete(item.id);
        this.#drop(item.id);
        continue;
      }
      if (this.#off.has(item.id)) continue;
      const reload = this.#reloads.get(item.id);
      if (reload !== undefined) reload.update(item);
      else {
        this.#reloads.set(
          item.id,
          new ProjectReload(item, {
            ...this.#options,
            load: () => this.#options.projects.load(item.id),
          }),
        );
      }
    }
  }
}
