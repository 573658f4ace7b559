import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { openServer, type HyperBoxServer } from '../../../scripts/start/hyperbox-server.ts';
import type { ProjectId } from '#shared/protocol/ids';
import { projectsWatch } from '#shared/protocol/projects';
import { reloadFileSaved, reloadSetAutoRestart } from '#shared/protocol/reload';

const root = fileURLToPath(new URL('../../..', import.meta.url));

/** Our server as a process, for one folder with one project, as VS Code has it. */
export class OurReload {
  readonly server: HyperBoxServer;
  readonly projectId: ProjectId;
  readonly #stateFolder: string;

  private constructor(server: HyperBoxServer, projectId: ProjectId, stateFolder: string) {
    this.server = server;
    this.projectId = projectId;
    this.#stateFolder = stateFolder;
  }

  static async open(folder: string, name: string): Promise<OurReload> {
    const stateFolder = await mkdtemp(path.join(tmpdir(), 'hyperbox-bench-state-'));
    const server = await openServer({ root, folder, env: process.env, stateFolder });
    // As with the sidebar open.
    const items = await server.send(projectsWatch, { watch: true });
    const item = items.find((found) => found.name === name);
    if (item === undefined) throw new Error(`the project ${name} was not found`);
    return new OurReload(server, item.id, stateFolder);
  }

  async toggle(enabled: boolean): Promise<void> {
    await this.server.send(reloadSetAutoRestart, { projectId: this.projectId, enabled });
  }

  async saved(file: string): Promise<void> {
    await this.server.notify(reloadFileSaved, { path: file });
  }

  async close(): Promise<void> {
    await this.server.close();
    await rm(this.#stateFolder, { recursive: true, force: true });
  }
}
