import type { ContainerId } from '#shared/protocol/ids';
import type { MetricsEvent, MetricsSample } from '#shared/protocol/metrics';
import type { Clock } from '../../base/clock.ts';
import type { Disposable } from '../../base/disposable.ts';
import { messageOf } from '../../base/error.ts';
import type { Log } from '../../base/log.ts';
import type { Place } from '../place.ts';
import { folderOf, listFolders, removeOldFiles } from './files.ts';
import { ProjectHistory } from './project-history.ts';
import {
  planHistory,
  readHistory,
  sortEvents,
  type HistoryOfFolder,
  type HistoryRange,
} from './read-history.ts';

export interface HistoryDependencies {
  /** Where it is kept. */
  readonly folder: string;
  readonly clock: Clock;
  readonly log: Log;
}

/** Which part of the history: all of it, or those places of a project whose keys are included. */
export type HistorySelection =
  | { readonly kind: 'all' }
  | {
      readonly kind: 'project';
      readonly project: string | undefined;
      readonly includes: (key: string) => boolean;
    };

/** So much may be lost when the server is killed. */
const writeEveryMs = 5000;

/**
 * What was read of containers, by the place that they have in their project, so that it goes on when a
 * container is made anew. Only what somebody looked at is there: nothing is read for it.
 */
export class History implements Disposable {
  readonly #dependencies: HistoryDependencies;
  readonly #projects = new Map<string | undefined, ProjectHistory>();
  #timer: NodeJS.Timeout | undefined;
  #tidied = false;
  #failed = false;

  constructor(dependencies: HistoryDependencies) {
    this.#dependencies = dependencies;
  }

  add({ project, key }: Place, containerId: ContainerId, sample: MetricsSample): void {
    this.#of(project).add(key, containerId, sample);
    this.#writeSoon();
  }

  /** False when that is known already. */
  addEvent({ project, key }: Place, event: MetricsEvent): boolean {
    const isNew = this.#of(project).addEvent(key, event);
    if (isNew) this.#writeSoon();
    return isNew;
  }

  /** Takes up what a server before this one has left of a project. */
  async load(project: string | undefined): Promise<void> {
    try {
      await this.#of(project).load(this.#dependencies.clock.now());
    } catch (error) {
      this.#dependencies.log.warn(`Older readings could not be read: ${messageOf(error)}`);
    }
  }

  /** Of the last ten minutes. */
  samplesOf({ project, key }: Place): readonly MetricsSample[] {
    return this.#of(project).samplesOf(key, this.#dependencies.clock.now());
  }

  /** Which container was the last in a place. */
  containerIn({ project, key }: Place): ContainerId | undefined {
    return this.#of(project).containerIn(key);
  }

  /** Of the projects that were loaded. */
  eventsSince(selection: HistorySelection, fromMs: number): readonly MetricsEvent[] {
    const events = this.#projectsOf(selection).flatMap((project) => project.eventsSince(fromMs));
    const wanted = events.filter(({ key }) => selection.kind === 'all' || selection.includes(key));
    return sortEvents(wanted.map(({ event }) => event));
  }

  async read(
    selection: HistorySelection,
    asked: HistoryRange,
  ): Promise<HistoryOfFolder & { readonly stepMs: number }> {
    await this.#write();
    const folders = await this.#foldersOf(selection);
    const includes = selection.kind === 'all' ? (): boolean => true : selection.includes;
    const nowMs = this.#dependencies.clock.now();
    const read = (series: number): Promise<readonly HistoryOfFolder[]> => {
      const plan = planHistory(asked, { nowMs, series });
      const readFolder = (folder: string): Promise<HistoryOfFolder> => {
        const project = [...this.#projects.values()].find((each) => each.folder === folder);
        return readHistory(folder, {
          plan,
          includes,
          unfinished: project?.unfinished ?? new Map(),
        });
      };
      return Promise.all(folders.map(readFolder));
    };
    let series = this.#knownPlaces(selection);
    let parts = await read(series);
    const found = parts.reduce((count, part) => count + part.series.length, 0);
    // Places that are no more were not known before: their number makes the steps longer.
    if (found > series) parts = await read((series = found));
    return {
      stepMs: planHistory(asked, { nowMs, series }).stepMs,
      series: parts.flatMap((part) => part.series),
      events: sortEvents(parts.flatMap((part) => part.events)),
    };
  }

  dispose(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    for (const project of this.#projects.values()) {
      try {
        project.writeNow();
      } catch (error) {
        this.#dependencies.log.warn(`Readings could not be kept: ${messageOf(error)}`);
      }
    }
    this.#projects.clear();
  }

  #of(project: string | undefined): ProjectHistory {
    const known = this.#projects.get(project);
    if (known !== undefined) return known;
    const history = new ProjectHistory(this.#dependencies.folder, project);
    this.#projects.set(project, history);
    return history;
  }

  async #foldersOf(selection: HistorySelection): Promise<readonly string[]> {
    const { folder } = this.#dependencies;
    if (selection.kind === 'all') return await listFolders(folder);
    return [folderOf(folder, selection.project)];
  }

  #knownPlaces(selection: HistorySelection): number {
    return this.#projectsOf(selection).reduce((count, project) => count + project.size, 0);
  }

  #projectsOf(selection: HistorySelection): readonly ProjectHistory[] {
    return selection.kind === 'all' ? [...this.#projects.values()] : [this.#of(selection.project)];
  }

  #writeSoon(): void {
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      void this.#write().then(() => {
        if ([...this.#projects.values()].some(({ isPending }) => isPending)) this.#writeSoon();
      });
    }, writeEveryMs);
  }

  async #write(): Promise<void> {
    const { clock, log, folder } = this.#dependencies;
    const nowMs = clock.now();
    try {
      await Promise.all(Array.from(this.#projects.values(), (project) => project.write(nowMs)));
      if (!this.#tidied) {
        this.#tidied = true;
        // Of projects that nobody has looked at for a day.
        for (const each of await listFolders(folder))
          await removeOldFiles(each, { nowMs, maxBytes: Infinity });
      }
      this.#failed = false;
    } catch (error) {
      // Every few seconds anew, until the disk has room again.
      if (!this.#failed) log.warn(`Readings could not be kept: ${messageOf(error)}`);
      this.#failed = true;
    }
  }
}
