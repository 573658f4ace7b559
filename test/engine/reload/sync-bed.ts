import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pack } from 'tar-stream';
import type { ContainerSpec } from '../../../server/src/engines/contract.ts';
import type { FileChange, SyncChange } from '../../../server/src/reload/change.ts';
import { syncIntoContainer, type SyncReport } from '../../../server/src/reload/act/sync.ts';
import { openBox, type Box } from '../../support/box.ts';
import { cleanUp, importImage } from '../../support/engine.ts';

/** A folder of the host that is brought to `/app` of containers. */
export class SyncBed {
  readonly box: Box;
  readonly folder: string;
  readonly #images: string[] = [];

  private constructor(box: Box) {
    this.box = box;
    this.folder = mkdtempSync(join(tmpdir(), 'hyperbox sync é-'));
  }

  static async open(part: string): Promise<SyncBed> {
    return new SyncBed(await openBox(part));
  }

  async dispose(): Promise<void> {
    rmSync(this.folder, { recursive: true, force: true });
    const { engine, label } = this.box;
    await cleanUp(engine, label);
    for (const image of this.#images) await engine.images.remove(image, { force: true });
    await this.box.dispose();
  }

  path(name: string): string {
    return join(this.folder, ...name.split('/'));
  }

  write(name: string, content: string | Buffer, mode?: number): void {
    mkdirSync(dirname(this.path(name)), { recursive: true });
    writeFileSync(this.path(name), content);
    if (mode !== undefined) chmodSync(this.path(name), mode);
  }

  link(name: string, to: string): void {
    mkdirSync(dirname(this.path(name)), { recursive: true });
    symlinkSync(to, this.path(name));
  }

  remove(name: string): void {
    rmSync(this.path(name), { recursive: true, force: true });
  }

  change(kind: FileChange['kind'], name: string, target = `/app/${name}`): SyncChange {
    return { path: this.path(name), kind, target };
  }
  written(...names: readonly string[]): readonly SyncChange[] {
    return names.map((name) => this.change('written', name));
  }
  removed(...names: readonly string[]): readonly SyncChange[] {
    return names.map((name) => this.change('removed', name));
  }

  folderChange(kind: FileChange['kind'], name: string): SyncChange {
    return { ...this.change(kind, name), isFolder: true };
  }

  run(spec: Partial<ContainerSpec> = {}): Promise<string> {
    return this.box.run({ command: ['sleep', 'infinity'], ...spec });
  }

  sync(containerId: string, ...changes: readonly SyncChange[]): Promise<SyncReport> {
    const signal = AbortSignal.timeout(60_000);
    return syncIntoContainer({ engine: this.box.engine, containerId, changes, signal });
  }

  /** What a command in the container says, as root. */
  async say(containerId: string, script: string): Promise<string> {
    const command = ['sh', '-c', script];
    const result = await this.box.engine.containers.exec(containerId, { command, user: '0' });
    return `${result.stdout}${result.stderr}`.trim();
  }

  /** Runs a container in which there is nothing but one program that waits. */
  async runBare(): Promise<string> {
    const tar = pack();
    const busybox = readFileSync('/bin/busybox');
    tar.entry({ name: 'sleep', mode: 0o755 }, busybox);
    tar.finalize();
    const image = await importImage(tar as unknown as NodeJS.ReadableStream);
    this.#images.push(image);
    const { engine, label } = this.box;
    const [name = '', value = ''] = label.split('=');
    const id = await engine.containers.create({
      image,
      command: ['/sleep', 'infinity'],
      networkMode: 'none',
      labels: { [name]: value },
    });
    await engine.containers.start(id);
    return id;
  }
}
