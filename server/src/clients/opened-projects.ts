import type { ExplicitProject } from '#shared/protocol/compose';
import type { OpenedProject } from '#shared/protocol/opened';
import type { Projects } from '../projects/contract.ts';
import type { Client } from './client.ts';

/** Projects that clients opened by their files; they end with the client. */
export class ClientProjects {
  readonly #projects: Projects;

  constructor(projects: Projects) {
    this.#projects = projects;
  }

  async open(client: Client, project: ExplicitProject): Promise<OpenedProject> {
    const { project: opened, end } = await this.#projects.open(project);
    client.lifetime.add(end);
    return opened;
  }
}
