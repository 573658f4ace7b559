import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { openServer, type HyperBoxServer } from '../../scripts/start/hyperbox-server.ts';
import { engineGet } from '#shared/protocol/engine';
import type { ProjectId, ReloadId } from '#shared/protocol/ids';
import { projectsStart, projectsStop, projectsWatch } from '#shared/protocol/projects';
import {
  reloadFileSaved,
  reloadsChanged,
  reloadSetAutoRestart,
  reloadWatch,
  type ReloadItem,
} from '#shared/protocol/reload';

const root = fileURLToPath(new URL('../..', import.meta.url));
const collectOnSignal = new URL('collect-on-signal.ts', import.meta.url).href;

const mostSaid = 50;

/** A row of the timeline, with when we first and last heard of it. */
export interface SeenRow {
  readonly item: ReloadItem;
  readonly firstMs: number;
  readonly lastMs: number;
}

/** The server as a process that may be killed; its timeline is remembered over all its lives. */
export class WatchedServer {
  readonly #options: { readonly folder: string; readonly address: string; readonly script: string };
  readonly #rows = new Map<string, SeenRow>();
  readonly #said: string[] = [];
  #stateFolder = '';
  #server: HyperBoxServer | undefined;
  #lives = 0;

  constructor(options: {
    readonly folder: string;
    readonly address: string;
    /** What runs, relative to the repository. */
    readonly script: string;
  }) {
    this.#options = options;
  }

  async open(): Promise<void> {
    const { folder, address, script } = this.#options;
    if (this.#stateFolder === '')
      this.#stateFolder = await mkdtemp(path.join(tmpdir(), 'hyperbox-soak-state-'));
    this.#lives += 1;
    const life = this.#lives;
    const env = {
      ...process.env,
      DOCKER_HOST: address,
      HYPERBOX_LIVE_MEMORY: this.#memoryFile,
      NODE_OPTIONS: `${process.env['NODE_OPTIONS'] ?? ''} --import ${collectOnSignal}`,
    };
    const server = await openServer({
      ...{ root, folder, env, script, stateFolder: this.#stateFolder },
      onLog: (message) => {
        this.#said.push(`${new Date().toISOString()} server: ${message}`);
        this.#said.splice(0, this.#said.length - mostSaid);
      },
    });
    this.#server = server;
    server.on(reloadsChanged, ({ upserted }) => {
      for (const item of upserted) this.#hear(life, item);
    });
    await server.send(reloadWatch, { watch: true });
  }

  /** Resolves with the only project there is, once the engine answers. */
  async project(): Promise<ProjectId> {
    for (;;) {
      const state = await this.server.send(engineGet, {});
      if (state.kind === 'connected') break;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    const [item] = await this.server.send(projectsWatch, { watch: true });
    if (item === undefined) throw new Error('The project was not found.');
    return item.id;
  }

  get #memoryFile(): string {
    return path.join(this.#stateFolder, 'live-memory.json');
  }

  get server(): HyperBoxServer {
    if (this.#server === undefined) throw new Error('There is no server.');
    return this.#server;
  }

  /** The last lines of its log. */
  get said(): readonly string[] {
    return this.#said;
  }

  get rows(): readonly SeenRow[] {
    return [...this.#rows.values()];
  }

  /** Rows of this life of the server that have not come to an end. */
  get underWay(): readonly ReloadItem[] {
    const life = `${String(this.#lives)} `;
    return [...this.#rows]
      .filter(([key, { item }]) => key.startsWith(life) && item.outcome === undefined)
      .map(([, { item }]) => item);
  }

  async start(projectId: ProjectId, services?: readonly string[]): Promise<void> {
    const only = services === undefined ? {} : { services: [...services] };
    await this.server.send(projectsStart, { projectId, ...only });
  }

  async stop(projectId: ProjectId, service: string): Promise<void> {
    await this.server.send(projectsStop, { projectId, services: [service] });
  }

  async toggle(projectId: ProjectId, enabled: boolean): Promise<void> {
    await this.server.send(reloadSetAutoRestart, { projectId, enabled });
  }

  async saved(file: string): Promise<void> {
    await this.server.notify(reloadFileSaved, { path: file });
  }

  async kill(): Promise<void> {
    await this.#server?.kill();
    this.#server = undefined;
  }

  /** With what lives once garbage is collected. */
  async use(): Promise<ServerUse> {
    const pid = this.server.pid;
    const proc = `/proc/${String(pid)}`;
    const status = await readFile(`${proc}/status`, 'utf8');
    const handles = await readdir(`${proc}/fd`);
    let watches = 0;
    for (const handle of handles) {
      const info = await readFile(`${proc}/fdinfo/${handle}`, 'utf8').catch(() => '');
      watches += info.split('\n').filter((line) => line.startsWith('inotify ')).length;
    }
    const resident = Number(/^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1]) / 1024;
    return { live: await this.#live(pid), resident, handles: handles.length, watches };
  }

  async #live(pid: number): Promise<number> {
    await rm(this.#memoryFile, { force: true });
    process.kill(pid, 'SIGUSR2');
    for (let left = 100; ; left -= 1) {
      await new Promise((resolve) => setTimeout(resolve, 100));
      const text = await readFile(this.#memoryFile, 'utf8').catch(() => undefined);
      if (text === undefined && left > 0) continue;
      const { heapUsed, external } = JSON.parse(text ?? '{}') as NodeJS.MemoryUsage;
      return (heapUsed + external) / 1024 ** 2;
    }
  }

  async dispose(): Promise<void> {
    await this.#server?.close();
    this.#server = undefined;
    if (this.#stateFolder !== '') await rm(this.#stateFolder, { recursive: true, force: true });
  }

  #hear(life: number, item: ReloadItem): void {
    const key = `${String(life)} ${item.id satisfies ReloadId}`;
    const now = Date.now();
    const known = this.#rows.get(key);
    this.#rows.set(key, { item, firstMs: known?.firstMs ?? now, lastMs: now });
  }
}

export interface ServerUse {
  /** Megabytes of objects and buffers that are in use. */
  readonly live: number;
  /** Megabytes of memory, with what the runtime holds ready. */
  readonly resident: number;
  readonly handles: number;
  /** Of the file system. */
  readonly watches: number;
}
