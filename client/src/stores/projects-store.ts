import type { ContainerId } from '#shared/protocol/ids';
import {
  projectsChanged,
  projectsWatch,
  type ProjectItem,
  type ProjectsChange,
  type ServiceItem,
} from '#shared/protocol/projects';
import type { StoreContext } from './store-context.ts';
import { WatchedList } from './watched-list.ts';

/** The projects, kept up as long as somebody looks. */
export class ProjectsStore extends WatchedList<ProjectItem, ProjectsChange> {
  constructor(context: StoreContext) {
    super({
      context,
      keyOf: ({ id }) => id,
      ask: (watch) => context.server.send(projectsWatch, { watch }),
      changed: projectsChanged,
      failure: 'The projects could not be read',
    });
  }

  /** Those of the workspace first, then by name. */
  override get items(): readonly ProjectItem[] {
    return [...super.items].sort(
      (a, b) =>
        Number(a.workspaceFolder === undefined) - Number(b.workspaceFolder === undefined) ||
        a.name.localeCompare(b.name) ||
        a.directory.localeCompare(b.directory),
    );
  }

  /** Whose container this is. */
  ownerOf(
    containerId: ContainerId,
  ): { readonly project: ProjectItem; readonly service: ServiceItem } | undefined {
    for (const project of super.items) {
      const service = project.services.find(({ containers }) =>
        containers.some(({ id }) => id === containerId),
      );
      if (service !== undefined) return { project, service };
    }
    return undefined;
  }

  /** The list for a question asked once. */
  async read(): Promise<readonly ProjectItem[]> {
    const watch = this.watch();
    try {
      await this.settled();
      return this.items;
    } finally {
      watch.dispose();
    }
  }
}
