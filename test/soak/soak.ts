import { setTimeout as delay } from 'node:timers/promises';
import type { ProjectId } from '#shared/protocol/ids';
import type { Engine } from '../../server/src/engines/contract.ts';
import { Random } from '../fuzz/random.ts';
import type { OwnDockerd } from '../support/dockerd.ts';
import { busyboxImage, cleanUp, connectEngine } from '../support/engine.ts';
import { drawStep, someEdits, type Step } from './draw-step.ts';
import { services } from './services.ts';
import { Starts } from './starts.ts';
import { containerTree, differences, hostTree } from './trees.ts';
import { WatchedServer, type SeenRow, type ServerUse } from './watched-server.ts';
import { SoakWorkspace } from './workspace.ts';

export interface SoakOptions {
  readonly name: string;
  readonly seconds: number;
  readonly seed: number;
  /** The server's script, relative to the repository. */
  readonly script: string;
  readonly address: string;
  /** An engine of its own, which it restarts now and then. */
  readonly dockerd?: OwnDockerd;
  readonly say?: (line: string) => void;
}

export interface SoakResult {
  readonly steps: Readonly<Record<string, number>>;
  readonly rows: readonly SeenRow[];
  readonly starts: number;
  readonly complaints: readonly string[];
  /** After a third of the time, and at the end; of one process. */
  readonly use: { readonly third: ServerUse; readonly end: ServerUse };
}

/** Longer, and a container will never have it. */
const settleMs = 60_000;
const checkEveryMs = 120_000;
const storyLength = 150;

/** Does things at random for a while, and says what was not as it should be. */
export async function soak(options: SoakOptions): Promise<SoakResult> {
  const run = new SoakRun(options);
  try {
    return await run.play();
  } finally {
    await run.dispose();
  }
}

class SoakRun {
  readonly #options: SoakOptions;
  readonly #random: Random;
  readonly #workspace: SoakWorkspace;
  readonly #server: WatchedServer;
  readonly #starts = new Starts();
  readonly #counts: Record<string, number> = {};
  readonly #complaints: string[] = [];
  /** The last of them, for who looks into a complaint. */
  readonly #story: string[] = [];
  #engine: Engine | undefined;
  #project: ProjectId | undefined;

  constructor(options: SoakOptions) {
    this.#options = options;
    this.#random = new Random(options.seed);
    this.#workspace = new SoakWorkspace(options.name);
    const { address, script } = options;
    this.#server = new WatchedServer({ folder: this.#workspace.root, address, script });
  }

  async play(): Promise<SoakResult> {
    const { seconds, dockerd } = this.#options;
    await this.#connect();
    await busyboxImage(this.#theEngine, this.#options.address);
    await this.#server.open();
    this.#project = await this.#server.project();
    await this.#starts.causing(undefined, () => this.#server.start(this.#theProject));
    await this.#server.toggle(this.#theProject, true);

    const begun = performance.now();
    const passed = (): number => (performance.now() - begun) / 1000 / seconds;
    let third: ServerUse | undefined;
    let checkedAt = begun;
    /** Rare things have their times: the server dies only before its memory is looked at. */
    const rare = [
      ...[0.1, 0.25].map((at) => ({ at, kind: 'crash' as const })),
      ...(dockerd === undefined ? [] : [0.15, 0.45, 0.7, 0.9]).map((at) => ({
        ...{ at, kind: 'engine restart' as const },
      })),
    ].sort((a, b) => a.at - b.at);
    while (passed() < 1) {
      const due = rare[0] !== undefined && passed() > rare[0].at ? rare.shift() : undefined;
      const sight = this.#workspace.sight();
      const step: Step =
        due === undefined
          ? drawStep(this.#random, sight)
          : { kind: due.kind, steps: someEdits(this.#random, sight) };
      await this.#do(step);
      await delay(this.#random.once(3) ? this.#random.below(1500) : this.#random.below(100));
      if (third === undefined && passed() > 1 / 3) third = await this.#restingUse();
      if (performance.now() - checkedAt > checkEveryMs) {
        await this.#check();
        checkedAt = performance.now();
        this.#options.say?.(
          `${(passed() * 100).toFixed(0)} %, ${String(this.#server.rows.length)} reloads, ` +
            `${String(this.#complaints.length)} complaints`,
        );
      }
    }
    await this.#check();
    const end = await this.#restingUse();
    for (const each of this.#starts.unexplained(this.#server.rows)) this.#complain(each);
    return {
      steps: this.#counts,
      rows: this.#server.rows,
      starts: this.#starts.count,
      complaints: this.#complaints,
      use: { third: third ?? end, end },
    };
  }

  async dispose(): Promise<void> {
    await this.#server.dispose().catch(() => undefined);
    if (this.#engine !== undefined) {
      await cleanUp(this.#engine, `com.docker.compose.project=${this.#options.name}`);
      for (const { id, labels } of await this.#engine.images.list()) {
        if (labels['com.docker.compose.project'] === this.#options.name)
          await this.#engine.images.remove(id, { force: true }).catch(() => undefined);
      }
    }
    this.#starts.dispose();
    this.#engine?.dispose();
    this.#workspace.dispose();
  }

  get #theEngine(): Engine {
    if (this.#engine === undefined) throw new Error('There is no engine.');
    return this.#engine;
  }

  get #theProject(): ProjectId {
    if (this.#project === undefined) throw new Error('There is no project.');
    return this.#project;
  }

  async #connect(): Promise<void> {
    const { address, name } = this.#options;
    this.#engine = await connectEngine({ id: 'soak', label: 'Soak', address });
    await this.#starts.follow(this.#engine, name);
  }

  async #do(step: Step): Promise<void> {
    this.#counts[step.kind] = (this.#counts[step.kind] ?? 0) + 1;
    this.#story.push(`${new Date().toISOString()} ${JSON.stringify(step).slice(0, 300)}`);
    this.#story.splice(0, this.#story.length - storyLength);
    switch (step.kind) {
      case 'checkout':
        this.#workspace.checkout(step.choice);
        return;
      case 'kill':
      case 'restart':
      case 'stop':
        await this.#disturb(step.kind, step.service);
        return;
      case 'off':
        await this.#server.toggle(this.#theProject, false);
        await this.#editAll(step.steps);
        await this.#server.toggle(this.#theProject, true);
        return;
      case 'crash':
        await this.#server.kill();
        await this.#editAll(step.steps);
        await this.#server.open();
        await this.#server.project();
        return;
      case 'engine restart':
        await this.#restartEngine(step.steps);
        return;
      default: {
        const saved = this.#workspace.edit(step);
        // Half of them the editor tells of.
        if (this.#random.once(2)) for (const file of saved) await this.#server.saved(file);
      }
    }
  }

  async #editAll(steps: readonly Step[]): Promise<void> {
    for (const step of steps) if ('path' in step) this.#workspace.edit(step);
    await delay(this.#random.below(500));
  }

  async #disturb(kind: 'kill' | 'restart' | 'stop', service: string): Promise<void> {
    const { containers } = this.#theEngine;
    const id = await this.#container(service);
    if (id === undefined) return;
    await this.#starts.causing(service, async () => {
      if (kind === 'restart') {
        // It may be replaced by a new one at this moment.
        await containers.restart(id, { graceMs: 1000 }).catch(() => undefined);
        return;
      }
      if (kind === 'kill') await containers.kill(id).catch(() => undefined);
      else await this.#server.stop(this.#theProject, service);
      for (let n = 0; n < 3; n += 1) {
        const step = drawStep(this.#random, this.#workspace.sight());
        if ('path' in step) this.#workspace.edit(step);
      }
      await delay(this.#random.below(1000));
      await this.#start([service]);
    });
  }

  async #restartEngine(steps: readonly Step[]): Promise<void> {
    const { dockerd } = this.#options;
    if (dockerd === undefined) return;
    // One that is stopped while it restarts a container cannot start that any more.
    await this.#rest(performance.now() + settleMs);
    await this.#starts.causing(undefined, async () => {
      this.#starts.dispose();
      this.#engine?.dispose();
      await dockerd.stop();
      await this.#editAll(steps);
      await dockerd.start();
      await this.#connect();
      await this.#server.project();
      await this.#start();
    });
  }

  /** A start may meet what a reload is just replacing: then it is done once more. */
  async #start(services?: readonly string[]): Promise<void> {
    for (let left = 3; ; left -= 1) {
      try {
        await this.#server.start(this.#theProject, services);
        return;
      } catch (error) {
        if (left > 0) continue;
        this.#complain(`start of ${services?.join(', ') ?? 'all'}: ${String(error)}`);
        return;
      }
    }
  }

  async #container(service: string): Promise<string | undefined> {
    const label = `com.docker.compose.project=${this.#options.name}`;
    const items = await this.#theEngine.containers.list({ labels: [label] });
    return items.find(({ compose }) => compose?.service === service)?.id;
  }

  /** Waits until every container has what the workspace has, and complains of those that do not. */
  async #check(): Promise<void> {
    const giveUp = performance.now() + settleMs;
    for (const service of services) {
      for (;;) {
        const left = await this.#compare(service.name);
        if (left.length === 0) break;
        if (performance.now() > giveUp) {
          for (const each of left) this.#complain(`${service.name}: ${each}`);
          this.#options.say?.([...this.#story, ...this.#server.said].join('\n'));
          break;
        }
        await delay(200);
      }
    }
    await this.#rest(giveUp);
    for (const { service, action } of this.#server.underWay)
      this.#complain(`${service}: ${action} does not come to an end`);
  }

  async #rest(giveUp: number): Promise<void> {
    while (this.#server.underWay.length > 0 && performance.now() < giveUp) await delay(100);
  }

  async #compare(name: string): Promise<readonly string[]> {
    const service = services.find((each) => each.name === name)!;
    const id = await this.#container(name);
    if (id === undefined) return ['has no container'];
    try {
      const there = await containerTree(this.#theEngine, id, service);
      return differences(hostTree(this.#workspace.root, service), there);
    } catch (error) {
      return [String(error)];
    }
  }

  /** Said at once, when it can still be looked into. */
  #complain(text: string): void {
    this.#complaints.push(text);
    this.#options.say?.(`✗ ${new Date().toISOString()} ${text}`);
  }

  /** Once it rests for a moment: the least of some looks. */
  async #restingUse(): Promise<ServerUse> {
    let least = await this.#server.use();
    for (let n = 0; n < 3; n += 1) {
      await delay(1000);
      const now = await this.#server.use();
      if (now.live < least.live) least = now;
    }
    return least;
  }
}
