import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { openServer, type HyperBoxServer } from '../../../scripts/start/hyperbox-server.ts';
import type { ProjectId, ReloadId } from '#shared/protocol/ids';
import { projectsWatch } from '#shared/protocol/projects';
import {
  reloadFileSaved,
  reloadsChanged,
  reloadSetAutoRestart,
  reloadWatch,
} from '#shared/protocol/reload';

const root = fileURLToPath(new URL('../../..', import.meta.url));

/** Our server as a process, for one folder with one project, as VS Code has it. */
export class OurReload {
  readonly server: HyperBoxServer;
  readonly projectId: ProjectId;
  readonly #stateFolder: string;
  /** Reloads of which it is known how they ended up. */
  readonly #healthy = new Set<ReloadId>();
  #waiting: ((nowMs: number) => void) | undefined;

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
    const reload = new OurReload(server, item.id, stateFolder);
    server.on(reloadsChanged, ({ upserted }) => {
      for (const { id, stages } of upserted) {
        if (reload.#healthy.has(id) || !stages.some((stage) => stage.name === 'healthy')) continue;
        reload.#healthy.add(id);
        reload.#waiting?.(performance.now());
      }
    });
    await server.send(reloadWatch, { watch: true });
    return reload;
  }

  async toggle(enabled: boolean): Promise<void> {
    await this.server.send(reloadSetAutoRestart, { projectId: this.projectId, enabled });
  }

  async saved(file: string): Promise<void> {
    await this.server.notify(reloadFileSaved, { path: file });
  }

  /** When a service is next said to be healthy after a reload, as `performance.now()`. */
  nextHealthy(): Promise<number> {
    return new Promise((resolve) => (this.#waiting = resolve));
  }

  async close(): Promise<void> {
    await this.server.close();
    await rm(this.#stateFolder, { recursive: true, force: true });
  }
}
