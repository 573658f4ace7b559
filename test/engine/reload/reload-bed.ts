import { randomBytes } from 'node:crypto';
import { chmodSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { ProjectId, ReloadId } from '#shared/protocol/ids';
import type { ContainerItem } from '#shared/protocol/inventory';
import { projectsChanged, projectsStart, projectsWatch } from '#shared/protocol/projects';
import {
  reloadFileSaved,
  reloadsChanged,
  reloadSetAutoRestart,
  reloadWatch,
  type ReloadItem,
} from '#shared/protocol/reload';
import type { Disposable } from '../../../server/src/base/disposable.ts';
import { Emitter } from '../../../server/src/base/emitter.ts';
import type { Engine, EngineEvent } from '../../../server/src/engines/contract.ts';
import { busyboxImage, cleanUp, connectEngine } from '../../support/engine.ts';
import { engineReady, startTestServer, type TestServer } from '../../support/server.ts';
import { TempTree } from '../../unit/projects/temp-tree.ts';
import { askContainer, labels, sentinel } from './watched-project.ts';

/**
 * A project on the real engine and a real server that reloads it, spoken to as the extension does:
 * files are changed, rows of the timeline are waited for, and containers looked into.
 */
export class ReloadBed {
  readonly name: string;
  readonly tree: TempTree;
  readonly engine: Engine;
  /** What happened to the project's containers since the toggle went on. */
  readonly events: EngineEvent[] = [];
  readonly #rows = new Map<ReloadId, ReloadItem>();
  readonly #forgotten = new Set<ReloadId>();
  readonly #changed = new Emitter<void>();
  readonly #stateFolder: TempTree;
  #listening: Disposable | undefined;
  #server: TestServer | undefined;
  #project: ProjectId | undefined;

  private constructor(engine: Engine, files: Readonly<Record<string, string>>) {
    this.engine = engine;
    this.name = `hyperbox-watch-${randomBytes(3).toString('hex')}`;
    this.tree = new TempTree({}, this.name);
    this.#stateFolder = new TempTree({}, 'state');
    this.write({ ...files, 'compose.override.yaml': sentinel, 'sentinel/now': '1' });
  }

  /** The files alone: no server yet, nothing started. */
  static async make(files: Readonly<Record<string, string>>): Promise<ReloadBed> {
    const engine = await connectEngine();
    await busyboxImage(engine);
    const bed = new ReloadBed(engine, files);
    bed.#listening = await engine.events({
      onEvent: (event) => {
        // Our own looks into containers are no news.
        if (event.attributes[labels.project] !== bed.name || event.action.startsWith('exec_'))
          return;
        bed.events.push(event);
        bed.#changed.fire();
      },
      onEnd: () => undefined,
    });
    return bed;
  }

  get server(): TestServer {
    if (this.#server === undefined) throw new Error('No window is open.');
    return this.#server;
  }

  get projectId(): ProjectId {
    if (this.#project === undefined) throw new Error('The project was not found yet.');
    return this.#project;
  }

  /** As VS Code does when it opens the folder; what was left on goes on. */
  async openWindow(): Promise<void> {
    const server = await startTestServer({
      folders: [this.tree.root],
      stateFolder: this.#stateFolder.root,
    });
    this.#server = server;
    this.#rows.clear();
    await engineReady(server);
    server.on(projectsChanged, () => {
      this.#changed.fire();
    });
    server.on(reloadsChanged, ({ upserted, removed }) => {
      for (const id of removed) this.#rows.delete(id);
      for (const row of upserted) this.#rows.set(row.id, row);
      this.#changed.fire();
    });
    for (const row of await server.request(reloadWatch, { watch: true }))
      this.#rows.set(row.id, row);
    const items = await server.request(projectsWatch, { watch: true });
    this.#project = items.find(({ name }) => name === this.name)?.id;
  }

  async closeWindow(): Promise<void> {
    await this.#server?.dispose();
    this.#server = undefined;
  }

  async start(services?: readonly string[]): Promise<void> {
    await this.server.request(projectsStart, {
      projectId: this.projectId,
      ...(services !== undefined && { services: [...services] }),
    });
    this.events.length = 0;
  }

  /** The toggle on, and everything watched. */
  async turnOn(): Promise<void> {
    await this.toggle(true);
    let n = 1;
    const again = setInterval(() => {
      this.write({ 'sentinel/now': String((n += 1)) });
    }, 100);
    try {
      const path = '/sentinel/now';
      await this.until(
        'all is watched',
        async () => (await this.read('sentinel', path)) !== undefined,
      );
    } finally {
      clearInterval(again);
    }
  }

  async toggle(enabled: boolean, service?: string): Promise<void> {
    const { projectId } = this;
    await this.server.request(reloadSetAutoRestart, {
      ...{ projectId, enabled },
      ...(service !== undefined && { service }),
    });
  }

  /** As a program that is not the editor. */
  write(files: Readonly<Record<string, string>>): void {
    const { 'compose.yaml': compose, ...others } = files;
    if (compose !== undefined)
      this.tree.write({ 'compose.yaml': `name: ${this.name}\n${compose}` });
    this.tree.write(others);
  }

  /** As editors do that write beside and rename, with what the new file is to be readable for. */
  replace(path: string, text: string, mode = 0o644): void {
    const beside = this.tree.path(`${path}~${randomBytes(2).toString('hex')}`);
    mkdirSync(dirname(beside), { recursive: true });
    writeFileSync(beside, text);
    chmodSync(beside, mode);
    renameSync(beside, this.tree.path(path));
  }

  remove(path: string): void {
    rmSync(this.tree.path(path), { recursive: true });
  }

  makeFolder(path: string): void {
    mkdirSync(this.tree.path(path), { recursive: true });
  }

  /** As VS Code does: the file is written, and the extension tells of it. */
  async save(files: Readonly<Record<string, string>>): Promise<void> {
    this.write(files);
    for (const path of Object.keys(files))
      await this.server.notify(reloadFileSaved, { path: this.tree.path(path) });
  }

  /** Rows of a service that have come to an end, oldest first. */
  finished(service?: string): readonly ReloadItem[] {
    return [...this.#rows.values()].filter(
      (row) =>
        row.outcome !== undefined &&
        !this.#forgotten.has(row.id) &&
        (service === undefined || row.service === service),
    );
  }

  /** Waits for what the service lacks when the toggle goes on; that counts no more from then on. */
  async settled(...services: readonly string[]): Promise<void> {
    for (const service of services)
      await this.until(`${service} is up to date`, () => this.finished(service).length > 0);
    for (const { id } of this.finished()) this.#forgotten.add(id);
    this.events.length = 0;
  }

  /** How often a container of the service was started since the toggle went on. */
  starts(service: string): number {
    return this.events.filter(
      ({ action, attributes }) => action === 'start' && attributes[labels.service] === service,
    ).length;
  }

  async containers(service?: string): Promise<readonly ContainerItem[]> {
    const items = await this.engine.containers.list({ labels: [`${labels.project}=${this.name}`] });
    return items.filter(({ compose }) => service === undefined || compose?.service === service);
  }

  async container(service: string): Promise<ContainerItem & { readonly startedAt: string }> {
    const [item] = await this.containers(service);
    if (item === undefined) throw new Error(`${service} has no container.`);
    const { State } = await this.engine.containers.inspect(item.id);
    return { ...item, startedAt: (State as { readonly StartedAt: string }).StartedAt };
  }

  /** What a command in the container says; `undefined` where it fails, or there is none that runs. */
  async ask(service: string, ...command: readonly string[]): Promise<string | undefined> {
    const running = (await this.containers(service)).find(({ status }) => status === 'running');
    if (running === undefined) return undefined;
    return askContainer(this.engine, running.id, command);
  }

  read(service: string, path: string): Promise<string | undefined> {
    return this.ask(service, 'cat', path);
  }

  /** Once the container has this text in the file; `undefined` is no such file. */
  async untilFile(service: string, path: string, text: string | undefined): Promise<void> {
    await this.until(
      `${service} has ${path} ${text === undefined ? 'no more' : JSON.stringify(text)}`,
      async () => {
        const running = (await this.containers(service)).some(({ status }) => status === 'running');
        return running && (await this.read(service, path)) === text;
      },
    );
  }

  /** The first finished row that matches, once it is there. */
  async row(what: string, matches: (row: ReloadItem) => boolean): Promise<ReloadItem> {
    let found: ReloadItem | undefined;
    await this.until(`a reload: ${what}`, () => {
      found = this.finished().find(matches);
      return found !== undefined;
    });
    return found!;
  }

  /** Asks again at each change of the engine, the projects or the timeline. */
  async until(
    what: string,
    holds: () => boolean | Promise<boolean>,
    limitMs = 40_000,
  ): Promise<void> {
    const giveUp = AbortSignal.timeout(limitMs);
    for (;;) {
      const changed = new Promise<void>((resolve) => {
        const listening = this.#changed.event(() => {
          listening.dispose();
          resolve();
        });
        giveUp.addEventListener('abort', () => {
          listening.dispose();
          resolve();
        });
      });
      if (await holds()) return;
      if (giveUp.aborted) throw new Error(`Not within ${limitMs} ms: ${what}\n${this.#story()}`);
      await changed;
    }
  }

  async dispose(): Promise<void> {
    await this.closeWindow();
    this.#listening?.dispose();
    await cleanUp(this.engine, `${labels.project}=${this.name}`);
    for (const { id, labels: own } of await this.engine.images.list()) {
      if (own[labels.project] !== this.name) continue;
      // Some of them are layers of others, which go first.
      await this.engine.images.remove(id, { force: true }).catch(() => undefined);
    }
    this.engine.dispose();
    this.#changed.dispose();
    this.tree.dispose();
    this.#stateFolder.dispose();
  }

  /** What was seen, for who reads a failure. */
  #story(): string {
    const rows = [...this.#rows.values()].map(({ service, action, cause, files, outcome }) => {
      const names = files.map((file) => file.slice(this.tree.root.length + 1)).join(' ');
      const end = outcome?.kind === 'failed' ? `failed: ${outcome.message}` : outcome?.kind;
      return `  ${service}: ${action}, ${cause}, ${names}: ${end ?? 'under way'}`;
    });
    const events = this.events.map(
      ({ action, attributes }) => `${attributes[labels.service] ?? '?'} ${action}`,
    );
    return [...rows, `  engine: ${events.join(', ')}`].join('\n');
  }
}
