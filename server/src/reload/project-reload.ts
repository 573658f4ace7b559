import type { ReloadId } from '#shared/protocol/ids';
import type { ProjectItem, ServiceExit } from '#shared/protocol/projects';
import type { ReloadItem } from '#shared/protocol/reload';
import type { Disposable } from '../base/disposable.ts';
import { HyperBoxError, messageOf } from '../base/error.ts';
import type { Log } from '../base/log.ts';
import { jobAgain } from './again.ts';
import { Builds } from './builds.ts';
import { carryOut, type CarryOutTools, type PlannedReload } from './carry-out.ts';
import { withOff } from './eligible.ts';
import { Hearing } from './hearing.ts';
import type { HostPath } from './host-path.ts';
import { joinJobs, type HeardChange, type ReloadJob } from './job.ts';
import { jobsOf } from './jobs.ts';
import { Lanes } from './lanes.ts';
import { LostMounts } from './lost-mounts.ts';
import { LoopGuard } from './loop-guard.ts';
import { openRow } from './open-rows.ts';
import { planReload, planService } from './plan.ts';
import type { ReloadRecords } from './records.ts';
import type { RulesNow, RuleSource } from './rule-source.ts';
import type { ReloadRule } from './rules/rule.ts';
import { ServiceStates } from './service-states.ts';
import { SourceWatch } from './source-watch.ts';
import type { Timeline } from './timeline.ts';
import { placeOfFailure } from './trace.ts';
import { Upkeep } from './upkeep.ts';
import type { WatchFiles } from './watcher.ts';

export interface ProjectReloadOptions extends CarryOutTools {
  readonly rules: RuleSource;
  readonly records: ReloadRecords;
  /** Whether to look at files in intervals, wherever they are. */
  readonly poll: () => boolean;
  /** Of the user, whose own git may ignore more. */
  readonly homeFolder: string;
  /** Whether the file system finds `a` also when its name is `A`. */
  readonly foldsCase: boolean;
  readonly watchFiles: WatchFiles;
  readonly timeline: Timeline;
  readonly log: Log;
}

/** Between a failure that nothing is known of and the next attempt. */
const patienceMs = 5000;

/** Brings saved files to the services of one project whose toggles are on; disposing of it is the off. */
export class ProjectReload implements Disposable {
  readonly #options: ProjectReloadOptions;
  readonly #hearing: Hearing;
  readonly #watch: SourceWatch;
  readonly #guard: LoopGuard;
  readonly #upkeep: Upkeep;
  readonly #builds = new Builds();
  readonly #lanes = new Lanes<ReloadJob>({
    run: (job, outdated) => this.#run(job, outdated),
    join: joinJobs,
  });
  readonly #off = new AbortController();
  /** Until the user does something to the project. */
  #undisturbed = new AbortController();
  /** By service: its last row, for what becomes of it afterwards. */
  readonly #rows = new Map<string, ReloadId>();
  readonly #states: ServiceStates;
  /** Whether all services that are on are watched: what is compared then cannot change unheard. */
  #watched: 'yes' | 'soon' | 'failed' = 'soon';
  /** Of those that follow at once, only the last knows which services are on. */
  #turn = 0;
  readonly #mounts: LostMounts;
  #idle: (() => void)[] = [];

  constructor(item: ProjectItem, options: ProjectReloadOptions) {
    this.#states = new ServiceStates(item);
    this.#options = options;
    const { connection } = options;
    this.#mounts = new LostMounts({
      connection,
      containersOf: (service) => this.#states.containersOf(service),
    });
    this.#upkeep = new Upkeep({
      ...options,
      counts: (path) => this.#watch.counts(path),
      lostMounts: (rules) => this.#mounts.of(rules),
    });
    this.#guard = new LoopGuard(options.clock, {
      onLate: (service) => {
        this.#compare(service);
      },
    });
    this.#hearing = new Hearing({
      ...options,
      isBusy: () => this.#watch.isGitWriting(options.clock.now()),
      onQuiet: (changes) => void this.#plan(changes),
    });
    this.#watch = new SourceWatch({
      ...options,
      onChange: (path, kind) => void this.#hearing.hear(path, { inEditor: false, kind }),
    });
    void this.#follow();
  }

  /** To be called with the project as it is now, at each change. */
  update(item: ProjectItem): void {
    const { left, came } = this.#states.update(item);
    if (item.busy !== undefined) {
      this.#undisturbed.abort();
      this.#undisturbed = new AbortController();
    }
    if (item.busy === 'stop' || item.busy === 'down') {
      this.#lanes.clear();
      // It may be one service that stops: what waited for the others is found out again.
      this.#forget(item.services.map(({ name }) => name));
    }
    if (item.busy === undefined) for (const wake of this.#idle.splice(0)) wake();
    // What is down, or switched off, misses what is saved meanwhile.
    this.#forget(left);
    if (left.size + came.size > 0 || this.#watched === 'failed') void this.#follow();
    this.#catchUp();
  }

  /** A file was written, or came, or went. */
  hear(path: string, from: { readonly inEditor: boolean }): Promise<void> {
    return this.#hearing.hear(path, from);
  }

  /** Once more what a row of the timeline did. */
  async again(row: ReloadItem): Promise<void> {
    this.#lanes.add(await jobAgain(row, this.#options.clock.now()));
  }

  /** A service ended by itself soon after it was started or restarted. */
  exited({ service, exitCode, output }: ServiceExit): void {
    const { rules, timeline } = this.#options;
    const id = this.#rows.get(service);
    const now = rules.last;
    if (id === undefined || now === undefined) return;
    const at = placeOfFailure(output, now.hostPath(service));
    timeline.fail(id, {
      kind: 'failed',
      message: `${service} ended with code ${String(exitCode)} after its reload.`,
      lines: output,
      ...(at !== undefined && { at }),
    });
  }

  /** Before its item says so. */
  turnOff(service: string): void {
    this.update(withOff(this.#states.item, (name) => name === service));
  }

  dispose(): void {
    this.#off.abort(new HyperBoxError('cancelled', 'Auto restart was turned off.'));
    this.#hearing.dispose();
    this.#watch.dispose();
    this.#guard.dispose();
    this.#lanes.clear();
    for (const wake of this.#idle.splice(0)) wake();
  }

  /** A function, as it may have changed at every await. */
  #isOff(): boolean {
    return this.#off.signal.aborted;
  }

  async #follow(): Promise<void> {
    this.#watched = 'soon';
    const turn = (this.#turn += 1);
    const isLast = (): boolean => turn === this.#turn && !this.#isOff();
    try {
      const now = await this.#options.rules.current();
      if (!isLast()) return;
      if (now === undefined) {
        this.#watched = 'failed';
        return;
      }
      this.#builds.begin(now.model);
      const running = this.#states.eligible();
      this.#watch.set(
        this.#states.item,
        now.rules.filter(({ service }) => running.has(service)),
      );
      await this.#watch.ready;
      if (!isLast()) return;
      this.#watched = 'yes';
      this.#catchUp();
    } catch (error) {
      if (isLast()) this.#watched = 'failed';
      const { name } = this.#states.item;
      this.#options.log.warn(`Files of ${name} are not followed: ${messageOf(error)}`);
    }
  }

  /** Services with containers that nobody has compared with the files yet. */
  #catchUp(): void {
    const states = this.#states;
    const free = [...states.eligible()].filter((service) => !states.isReloading(service));
    const up = free.filter((service) => states.isUp(service));
    // Not all can be done to what is down, whoever stopped it.
    for (const service of free) if (!up.includes(service)) this.#upkeep.fell(service);
    if (this.#isOff() || this.#watched !== 'yes' || states.item.busy !== undefined) return;
    for (const service of up)
      if (this.#upkeep.isNew(service, states.containersOf(service))) this.#compare(service);
  }

  #compare(service: string): void {
    this.#lanes.add({ services: new Set([service]), changes: new Map(), catchUp: true });
  }

  async #plan(heard: ReadonlyMap<string, HeardChange>): Promise<void> {
    const running = this.#states.eligible();
    if (running.size === 0) return;
    try {
      const now = await this.#options.rules.current();
      if (this.#isOff()) return;
      if (now === undefined) {
        // Once it can be used again, they are compared.
        this.#forget(running);
        return;
      }
      const changes = [...heard.values()];
      const rules = await this.#mounts.among(now.rules, changes);
      if (this.#isOff()) return;
      const plans = planReload({ changes, rules, running });
      const { log } = this.#options;
      for (const job of jobsOf(plans, heard, { guard: this.#guard, log })) this.#lanes.add(job);
      if ([...plans.values()].some(({ recreate }) => recreate)) await this.#follow();
      else this.#catchUp();
    } catch (error) {
      this.#forget(running);
      const { name } = this.#states.item;
      this.#options.log.warn(`A change of ${name} has to wait: ${messageOf(error)}`);
      void this.#catchUpLater();
    }
  }

  #forget(services: Iterable<string>): void {
    for (const service of services) this.#upkeep.forget(service);
  }

  /** Whatever failed may not come to tell when it would go well. */
  async #catchUpLater(): Promise<void> {
    await this.#options.clock.sleep(patienceMs, this.#off.signal).catch(() => undefined);
    this.#catchUp();
  }

  async #run(job: ReloadJob, outdated: AbortSignal): Promise<void> {
    try {
      // What the user does to the project comes first.
      while (this.#states.item.busy !== undefined && !this.#isOff()) {
        await new Promise<void>((resolve) => this.#idle.push(resolve));
      }
      const now = this.#isOff() ? undefined : await this.#options.rules.current();
      if (this.#isOff()) return;
      if (now === undefined) this.#forget(job.services);
      else await this.#reload(job, now, outdated);
    } catch (error) {
      if (this.#isOff()) return;
      const names = [...job.services].join(', ');
      this.#forget(job.services);
      this.#options.log.warn(`Reload of ${names} failed: ${messageOf(error)}`);
      void this.#catchUpLater();
    }
  }

  async #reload(job: ReloadJob, now: RulesNow, newer: AbortSignal): Promise<void> {
    const { signal } = this.#off;
    const changes = new Map<string, readonly HeardChange[]>();
    for (const service of job.services.intersection(this.#states.eligible())) {
      const containers = this.#states.containersOf(service);
      const kept = { service, containers, rules: rulesOf(service, now) };
      changes.set(service, await this.#upkeep.changesFor(kept, job, signal));
    }
    const rules = await this.#mounts.among(now.rules, [...changes.values()].flat());
    if (this.#isOff()) return;
    const reloads = this.#open(changes, { ...now, rules });
    if (reloads.length === 0) return;
    const hostPath = (service: string): HostPath => now.hostPath(service);
    const outdated = AbortSignal.any([newer, signal, this.#undisturbed.signal]);
    const work = { model: now.model, reloads, signal, outdated, hostPath };
    const results = await carryOut(
      {
        ...work,
        lackedBy: (service, containers) =>
          this.#upkeep.lackedBy({ service, containers, rules: rulesOf(service, now) }, signal),
        begins: (...writing) => this.#upkeep.begins(...writing),
      },
      this.#options,
    );
    for (const result of results) {
      const { service, outcome } = result;
      this.#guard.restarted(service);
      if (outcome.kind === 'done' || outcome.kind === 'unchanged')
        this.#builds.know(service, now.model);
      if (outcome.kind === 'failed')
        this.#options.log.warn(`Reload of ${service} failed: ${outcome.message}`);
      await this.#upkeep.remember(result, changes.get(service) ?? [], rulesOf(service, now));
      const wasDown = this.#states.reloadEnded(service);
      if (result.isInterrupted && wasDown) this.#upkeep.fell(service);
    }
    this.#catchUp();
  }

  /** Begins the rows of those who have something to do. */
  #open(
    changesOf: ReadonlyMap<string, readonly HeardChange[]>,
    { rules, model }: RulesNow,
  ): readonly PlannedReload[] {
    return [...changesOf].flatMap(([service, all]) => {
      const asked = planService(service, { changes: all, rules });
      if (asked === undefined || asked.action === 'none') return [];
      const plan = this.#builds.planFor(service, asked, model);
      const files = new Set(plan.files);
      const changes = all.filter(({ path }) => files.has(path));
      const { item } = this.#states;
      const containers = this.#states.containersOf(service);
      const { timeline } = this.#options;
      const reload = openRow(timeline, item, { service, plan, changes, containers });
      this.#states.reloadBegins(service);
      this.#guard.acting(service);
      this.#rows.set(service, reload.row.id);
      return [reload];
    });
  }
}

const rulesOf = (service: string, { rules }: RulesNow): readonly ReloadRule[] =>
  rules.filter((rule) => rule.service === service);
