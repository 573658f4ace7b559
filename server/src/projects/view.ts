import { isDeepStrictEqual } from 'node:util';
import type { ContainerItem } from '#shared/protocol/inventory';
import type { ProjectId } from '#shared/protocol/ids';
import type { ProjectItem, ProjectsChange } from '#shared/protocol/projects';
import { projectsNamed, type Surroundings } from './around.ts';
import type { Entry } from './entry.ts';

interface Sources {
  entries(): Iterable<Entry>;
  containersOf(name: string): readonly ContainerItem[];
  readonly around: Surroundings;
}

/** The merged items as they were last told, and what differs from them now. */
export class ProjectsView {
  readonly #sources: Sources;
  readonly #items = new Map<ProjectId, ProjectItem>();
  #entriesByName: ReadonlyMap<string, readonly Entry[]> = new Map();

  constructor(sources: Sources) {
    this.#sources = sources;
    this.readEntries();
  }

  get items(): ReadonlyMap<ProjectId, ProjectItem> {
    return this.#items;
  }

  /** To be called when the entries have changed, before the names that this concerns are merged. */
  readEntries(): void {
    this.#entriesByName = Map.groupBy(this.#sources.entries(), (entry) => entry.name);
  }

  get declaredNames(): Iterable<string> {
    return this.#entriesByName.keys();
  }

  nameOf(id: ProjectId): string | undefined {
    return this.#items.get(id)?.name;
  }

  /** Merges the projects of these names again; `undefined` when nobody could see a difference. */
  merge(names: Iterable<string>): ProjectsChange | undefined {
    const touched = new Set(names);
    const next = new Map<ProjectId, ProjectItem>();
    for (const name of touched) {
      const entries = this.#entriesByName.get(name) ?? [];
      const containers = this.#sources.containersOf(name);
      for (const item of projectsNamed(name, entries, containers, this.#sources.around)) {
        next.set(item.id, item);
      }
    }
    const removed = [...this.#items.values()]
      .filter((item) => touched.has(item.name) && !next.has(item.id))
      .map((item) => item.id);
    const upserted = [...next.values()].filter(
      (item) => !isDeepStrictEqual(item, this.#items.get(item.id)),
    );
    for (const id of removed) this.#items.delete(id);
    for (const item of upserted) this.#items.set(item.id, item);
    return removed.length + upserted.length === 0 ? undefined : { upserted, removed };
  }
}
