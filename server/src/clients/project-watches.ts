import { projectsChanged, type ProjectItem, type ProjectsChange } from '#shared/protocol/projects';
import type { Projects } from '../projects/contract.ts';
import { answerThenFollow } from './answer-then-follow.ts';
import type { Client } from './client.ts';
import { ClientSlots } from './slots.ts';

/** Which clients look at the projects. */
export class ProjectWatches {
  readonly #projects: Projects;
  readonly #watches = new ClientSlots<'projects'>();

  constructor(projects: Projects) {
    this.#projects = projects;
  }

  async watch(
    client: Client,
    watch: boolean,
    signal: AbortSignal,
  ): Promise<readonly ProjectItem[]> {
    if (!watch) {
      this.#watches.end(client, 'projects');
      // Nobody looks at them any more: finding them out would be work for nobody.
      return [];
    }
    const first = await answerThenFollow<ProjectsChange>({
      subscribe: (listener) => this.#projects.watch(listener),
      follow: (change) => {
        client.notify(projectsChanged, change);
      },
      hold: (subscription) => {
        this.#watches.set(client, 'projects', subscription);
      },
      signal,
    });
    return first.upserted;
  }
}
