import type { ContainerItem, InventoryChange } from '#shared/protocol/inventory';

type ContainersChange = Extract<InventoryChange, { readonly kind: 'containers' }>;

/** The engine's containers by compose project name, so that one event concerns one project. */
export class ContainerIndex {
  readonly #byId = new Map<string, ContainerItem>();
  readonly #byProject = new Map<string, Map<string, ContainerItem>>();

  /** Answers with the names of the projects that the change touches. */
  apply(change: ContainersChange): ReadonlySet<string> {
    const touched = new Set<string>();
    if (change.reset) {
      for (const name of this.#byProject.keys()) touched.add(name);
      this.#byId.clear();
      this.#byProject.clear();
    }
    for (const id of change.removed) this.#remove(id, touched);
    for (const container of change.upserted) {
      this.#remove(container.id, touched);
      this.#byId.set(container.id, container);
      const name = container.compose?.project;
      if (name === undefined) continue;
      const group = this.#byProject.get(name) ?? new Map<string, ContainerItem>();
      group.set(container.id, container);
      this.#byProject.set(name, group);
      touched.add(name);
    }
    return touched;
  }

  get projectNames(): Iterable<string> {
    return this.#byProject.keys();
  }

  of(projectName: string): readonly ContainerItem[] {
    return [...(this.#byProject.get(projectName)?.values() ?? [])];
  }

  #remove(id: string, touched: Set<string>): void {
    const name = this.#byId.get(id)?.compose?.project;
    this.#byId.delete(id);
    if (name === undefined) return;
    const group = this.#byProject.get(name);
    group?.delete(id);
    if (group?.size === 0) this.#byProject.delete(name);
    touched.add(name);
  }
}
