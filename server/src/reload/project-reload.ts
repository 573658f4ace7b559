import type { ProjectItem } from '#shared/protocol/projects';
import type { ReloadOutcome } from '#shared/protocol/reload';
import type { Clock } from '../base/clock.ts';
import type { Disposable } from '../base/disposable.ts';
import { HyperBoxError, messageOf } from '../base/error.ts';
import type { Log } from '../base/log.ts';
import { noProgress } from '../base/progress.ts';
import type { LoadResult } from '../compose/load-contract.ts';
import type { ComposeModel } from '../compose/model.ts';
import type { ComposeRunner } from '../compose/runner-contract.ts';
import { eligibleServices } from './eligible.ts';
import { Lanes, type ReloadJob } from './lanes.ts';
import { LoopGuard } from './loop-guard.ts';
import { planReload, reloadPaths, type ReloadPlan } from './plan.ts';
import { Quiet } from './quiet.ts';
import { SeenFiles } from './seen-files.ts';
import { SourceWatch } from './source-watch.ts';
import type { Timeline } from './timeline.ts';
import type { WatchFiles } from './watcher.ts';

export interface ProjectReloadOptions {
  readonly load: () => Promise<LoadResult>;
  readonly runner: Pick<ComposeRunner, 'start' | 'restart'>;
  readonly watchFiles: WatchFiles;
  readonly clock: Clock;
  readonly log: Log;
  readonly timeline: Timeline;
}

/** Restarts the services of one project while its toggle is on; disposing of it is the off. */
export class ProjectReload implements Disposable {
  readonly #options: ProjectReloadOptions;
  readonly #seen = new SeenFiles();
  readonly #guard: LoopGuard;
  readonly #quiet: Quiet;
  readonly #lanes = new Lanes((job) => this.#run(job));
  readonly #watch: SourceWatch;
  readonly #off = new AbortController();
  /** Files that wait for the burst to end, and whether the editor told of them. */
  readonly #pending = new Map<string, { inEditor: boolean }>();
  /** Services that we restarted since somebody last stopped anything. */
  readonly #acted = new Set<string>();
  #item: ProjectItem;
  #idle: (() => void)[] = [];

  constructor(item: ProjectItem, options: ProjectReloadOptions) {
    this.#item = item;
    this.#options = options;
    this.#guard = new LoopGuard(options.clock);
    this.#quiet = new Quiet({ clock: options.clock, onQuiet: () => void this.#flush() });
    this.#watch = new SourceWatch({
      ...options,
      onChange: (path) => void this.hear(path, { inEditor: false }),
    });
    void this.#follow();
  }

  /** To be called with the project as it is now, at each change. */
  update(item: ProjectItem): void {
    const before = [...this.#eligible()].sort().join();
    this.#item = item;
    if (item.busy === 'stop' || item.busy === 'down') {
      this.#acted.clear();
      this.#lanes.clear();
    }
    if (item.busy === undefined) for (const wake of this.#idle.splice(0)) wake();
    if ([...this.#eligible()].sort().join() !== before) void this.#follow();
  }

  /** A file was written, or came, or went. Cheap for files that are none of this project's business. */
  async hear(path: string, from: { readonly inEditor: boolean }): Promise<void> {
    if (this.#isOff() || !(await this.#seen.isNews(path))) return;
    if (this.#isOff()) return;
    this.#pending.set(path, {
      inEditor: from.inEditor || this.#pending.get(path)?.inEditor === true,
    });
    this.#quiet.disturb();
  }

  dispose(): void {
    this.#off.abort(new HyperBoxError('cancelled', 'Auto restart was turned off.'));
    this.#quiet.dispose();
    this.#lanes.clear();
    this.#watch.dispose();
    for (const wake of this.#idle.splice(0)) wake();
  }

  /** A function, as it may have changed at every await. */
  #isOff(): boolean {
    return this.#off.signal.aborted;
  }

  #eligible(): ReadonlySet<string> {
    return eligibleServices(this.#item, this.#acted);
  }

  async #follow(): Promise<void> {
    const running = this.#eligible();
    try {
      const { model, inputs } = await this.#options.load();
      if (this.#isOff() || model === undefined) return;
      this.#watch.set(
        this.#item,
        running.size === 0 ? [] : reloadPaths({ model, inputs, running }),
      );
    } catch (error) {
      this.#options.log.warn(`Files of ${this.#item.name} are not followed: ${messageOf(error)}`);
    }
  }

  async #flush(): Promise<void> {
    const pending = new Map(this.#pending);
    this.#pending.clear();
    const running = this.#eligible();
    if (running.size === 0) return;
    try {
      const { model, inputs } = await this.#options.load();
      if (this.#isOff() || model === undefined) return;
      const plan = planReload({ files: pending.keys(), model, inputs, running });
      for (const job of this.#jobs(plan, pending)) this.#lanes.add(job);
      if ([...plan.values()].some(({ steps }) => steps.has('apply'))) await this.#follow();
    } catch (error) {
      this.#fail(
        { services: new Set(running), steps: new Set(), files: new Set(pending.keys()) },
        error,
      );
    }
  }

  /** One job a service, but one for all whose definition may have changed: they start in order. */
  #jobs(
    plan: ReloadPlan,
    pending: ReadonlyMap<string, { readonly inEditor: boolean }>,
  ): readonly ReloadJob[] {
    const jobs: ReloadJob[] = [];
    for (const [service, { steps, files }] of plan) {
      if ([...files].some((file) => pending.get(file)?.inEditor === true)) {
        this.#guard.savedInEditor(service);
      } else if (!this.#guard.allows(service)) {
        if (this.#guard.isNews(service)) this.#options.log.warn(mutedText(service, files));
        continue;
      }
      const applied = steps.has('apply') ? jobs.find((job) => job.steps.has('apply')) : undefined;
      if (applied === undefined) {
        jobs.push({ services: new Set([service]), steps: new Set(steps), files: new Set(files) });
        continue;
      }
      applied.services.add(service);
      for (const step of steps) applied.steps.add(step);
      for (const file of files) applied.files.add(file);
    }
    return jobs;
  }

  async #run(job: ReloadJob): Promise<void> {
    try {
      // What the user does to the project comes first.
      while (this.#item.busy !== undefined && !this.#isOff()) {
        await new Promise<void>((resolve) => this.#idle.push(resolve));
      }
      if (this.#isOff()) return;
      const services = [...job.services.intersection(this.#eligible())];
      const { model } = await this.#options.load();
      if (services.length === 0 || model === undefined || this.#isOff()) return;
      const startedAt = this.#options.clock.now();
      for (const service of services) this.#acted.add(service);
      await this.#act(services, job.steps, model);
      for (const service of services) this.#guard.restarted(service);
      this.#finish(services, job, {
        kind: 'done',
        durationMs: this.#options.clock.now() - startedAt,
      });
    } catch (error) {
      if (!this.#isOff()) this.#fail(job, error);
    }
  }

  async #act(
    services: readonly string[],
    steps: ReloadJob['steps'],
    model: ComposeModel,
  ): Promise<void> {
    const { runner } = this.#options;
    let left = services;
    if (steps.has('apply') || steps.has('rebuild')) {
      const options = { services, ...(steps.has('rebuild') && { rebuild: true }) };
      const work = { signal: this.#off.signal, progress: noProgress };
      const started = await runner.start(model, options, work);
      const same = new Set(
        started.services.filter(({ action }) => action === 'unchanged').map(({ name }) => name),
      );
      left = services.filter((service) => same.has(service));
    }
    if (!steps.has('restart') || left.length === 0 || this.#isOff()) return;
    // Turning it off does not break off a restart: halfway through, the service is down.
    const work = { signal: new AbortController().signal, progress: noProgress };
    await runner.restart({ project: model.name, model, services: left }, work);
  }

  #fail(job: ReloadJob, error: unknown): void {
    this.#options.log.warn(
      `Restart of ${[...job.services].join(', ')} failed: ${messageOf(error)}`,
    );
    this.#finish([...job.services], job, { kind: 'failed', message: messageOf(error), lines: [] });
  }

  #finish(services: readonly string[], job: ReloadJob, outcome: ReloadOutcome): void {
    const { id: projectId, name: project } = this.#item;
    const action = job.steps.has('rebuild')
      ? 'rebuild'
      : job.steps.has('apply')
        ? 'recreate'
        : 'restart';
    const savedAtMs = this.#options.clock.now();
    const files = [...job.files];
    for (const service of services) {
      const row = { projectId, project, service, action, files, savedAtMs, why: [] } as const;
      this.#options.timeline.open({ ...row, cause: 'changed' }).end(outcome);
    }
  }
}

const mutedText = (service: string, files: ReadonlySet<string>): string =>
  `${service} seems to write ${[...files].slice(0, 3).join(', ')} itself each time it starts; ` +
  'it is left alone until such a file is saved in the editor or falls quiet.';
