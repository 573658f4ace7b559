import { stat } from 'node:fs/promises';
import type { ContainerItem } from '#shared/protocol/inventory';
import type { ServiceExit, ProjectItem } from '#shared/protocol/projects';
import type { ReloadItem } from '#shared/protocol/reload';
import type { ReloadId } from '#shared/protocol/ids';
import type { Disposable } from '../base/disposable.ts';
import { HyperBoxError, messageOf } from '../base/error.ts';
import type { Log } from '../base/log.ts';
import { exists } from '../base/on-disk.ts';
import { carryOut, type CarriedOut, type CarryOutTools, type PlannedReload } from './carry-out.ts';
import type { SyncChange } from './change.ts';
import { eligibleServices } from './eligible.ts';
import { hostPathOf } from './host-path.ts';
import { joinChanges, joinJobs, type HeardChange, type ReloadJob } from './job.ts';
import { Lanes } from './lanes.ts';
import { LoopGuard, loopText } from './loop-guard.ts';
import { planReload, type ServicePlan } from './plan-services.ts';
import { openRow } from './open-rows.ts';
import { Quiet } from './quiet.ts';
import type { ReloadRecords, ServiceRecord } from './records.ts';
import type { RulesNow, RuleSource } from './rule-source.ts';
import type { ReloadRule } from './rules/rule.ts';
import { SeenFiles } from './seen-files.ts';
import { SourceWatch } from './source-watch.ts';
import type { Timeline } from './timeline.ts';
import { placeOfFailure } from './trace.ts';
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

/** Brings saved files to the services of one project whose toggles are on; disposing of it is the off. */
export class ProjectReload implements Disposable {
  readonly #options: ProjectReloadOptions;
  readonly #seen: SeenFiles;
  readonly #guard: LoopGuard;
  readonly #quiet: Quiet;
  readonly #lanes = new Lanes<ReloadJob>({ run: (job) => this.#run(job), join: joinJobs });
  readonly #watch: SourceWatch;
  readonly #off = new AbortController();
  /** Files that wait for the burst to end. */
  readonly #pending = new Map<string, HeardChange>();
  /** Services that we restarted since somebody last stopped anything. */
  readonly #acted = new Set<string>();
  /** By service: the containers that have been brought up to date. */
  readonly #current = new Map<string, string>();
  /** Services whose last reload failed: they lack what it was to bring. */
  readonly #stale = new Set<string>();
  /** By service: its last row, for what becomes of it afterwards. */
  readonly #rows = new Map<string, ReloadId>();
  #item: ProjectItem;
  #idle: (() => void)[] = [];

  constructor(item: ProjectItem, options: ProjectReloadOptions) {
    this.#item = item;
    this.#options = options;
    this.#guard = new LoopGuard(options.clock, {
      onLate: (service) => {
        this.#lanes.add({ services: new Set([service]), changes: new Map(), catchUp: true });
      },
    });
    this.#seen = new SeenFiles(options);
    this.#quiet = new Quiet({ clock: options.clock, onQuiet: () => void this.#flush() });
    this.#watch = new SourceWatch({
      ...options,
      onChange: (path) => void this.hear(path, { inEditor: false }),
    });
    void this.#follow();
  }

  /** To be called with the project as it is now, at each change. */
  update(item: ProjectItem): void {
    const before = this.#eligible();
    this.#item = item;
    if (item.busy === 'stop' || item.busy === 'down') {
      this.#acted.clear();
      this.#lanes.clear();
    }
    if (item.busy === undefined) for (const wake of this.#idle.splice(0)) wake();
    const now = this.#eligible();
    // What was down, or switched off, has missed what was saved meanwhile.
    for (const service of before.difference(now)) this.#current.delete(service);
    if (before.symmetricDifference(now).size > 0) void this.#follow();
    else this.#catchUp();
  }

  /** A file was written, or came, or went. Cheap for files that are none of this project's business. */
  async hear(path: string, from: { readonly inEditor: boolean }): Promise<void> {
    const { clock, rules } = this.#options;
    const heardAtMs = clock.now();
    const isOurs = rules.last?.some((rule) => rule.covers(path)) ?? true;
    rules.fileChanged(path);
    if (!isOurs || this.#isOff()) return;
    const change = await this.#seen.look(path);
    if (change === undefined || this.#isOff()) return;
    const heard: HeardChange = {
      ...{ path, kind: change.kind, heardAtMs },
      cause: from.inEditor ? 'saved' : 'changed',
      savedAtMs: await savedAt(path, heardAtMs),
    };
    const before = this.#pending.get(path);
    this.#pending.set(path, before === undefined ? heard : joinChanges(before, heard));
    this.#quiet.disturb();
  }

  /** Once more what a row of the timeline did. */
  again(row: ReloadItem): void {
    const now = this.#options.clock.now();
    const changes = row.files.map(async (path): Promise<[string, HeardChange]> => {
      const kind = (await exists(path)) ? 'written' : 'removed';
      return [path, { path, kind, cause: 'again', savedAtMs: now, heardAtMs: now }];
    });
    void Promise.all(changes).then((entries) => {
      const catchUp = row.fileCount > row.files.length;
      this.#lanes.add({ services: new Set([row.service]), changes: new Map(entries), catchUp });
    });
  }

  /** A service ended by itself soon after it was started or restarted. */
  exited({ service, exitCode, output }: ServiceExit): void {
    const id = this.#rows.get(service);
    const rules = (this.#options.rules.last ?? []).filter((rule) => rule.service === service);
    if (id === undefined) return;
    void this.#options.rules.current().then((now) => {
      const at = placeOfFailure(output, hostPathOf(now?.model.services[service], rules));
      const message = `${service} ended with code ${String(exitCode)} after its reload.`;
      const failure = { kind: 'failed', message, lines: output } as const;
      this.#options.timeline.fail(id, at === undefined ? failure : { ...failure, at });
    });
  }

  dispose(): void {
    this.#off.abort(new HyperBoxError('cancelled', 'Auto restart was turned off.'));
    this.#quiet.dispose();
    this.#lanes.clear();
    this.#guard.dispose();
    this.#watch.dispose();
    for (const wake of this.#idle.splice(0)) wake();
  }

  /** Before its item says so. */
  turnOff(service: string): void {
    this.update({
      ...this.#item,
      services: this.#item.services.map((item) =>
        item.name === service ? { ...item, autoRestart: false } : item,
      ),
    });
  }

  /** A function, as it may have changed at every await. */
  #isOff(): boolean {
    return this.#off.signal.aborted;
  }

  #eligible(): ReadonlySet<string> {
    const on = this.#item.services.filter(({ autoRestart }) => autoRestart);
    return eligibleServices(this.#item, this.#acted).intersection(
      new Set(on.map(({ name }) => name)),
    );
  }

  #containers(service: string): readonly ContainerItem[] {
    return this.#item.services.find(({ name }) => name === service)?.containers ?? [];
  }

  async #follow(): Promise<void> {
    try {
      const now = await this.#options.rules.current();
      if (this.#isOff() || now === undefined) return;
      const running = this.#eligible();
      const rules = now.rules.filter(({ service }) => running.has(service));
      this.#watch.set(this.#item, rules);
      // Before that changes are missed: what is compared now must be watched already.
      await this.#watch.ready;
      this.#catchUp();
    } catch (error) {
      this.#options.log.warn(`Files of ${this.#item.name} are not followed: ${messageOf(error)}`);
    }
  }

  /** Services with containers that nobody has compared with the files yet. */
  #catchUp(): void {
    if (this.#isOff() || this.#item.busy !== undefined) return;
    for (const service of this.#eligible()) {
      const containers = idsOf(this.#containers(service));
      if (this.#current.get(service) === containers) continue;
      this.#current.set(service, containers);
      this.#lanes.add({ services: new Set([service]), changes: new Map(), catchUp: true });
    }
  }

  async #flush(): Promise<void> {
    const pending = new Map(this.#pending);
    this.#pending.clear();
    const running = this.#eligible();
    if (running.size === 0) return;
    try {
      const now = await this.#options.rules.current();
      if (this.#isOff() || now === undefined) return;
      const changes = [...pending.values()];
      const plans = planReload({ changes, rules: now.rules, running });
      for (const job of this.#jobs(plans, pending)) this.#lanes.add(job);
      if ([...plans.values()].some(({ recreate }) => recreate)) await this.#follow();
    } catch (error) {
      this.#options.log.warn(`A change of ${this.#item.name} is lost: ${messageOf(error)}`);
    }
  }

  /** One job a service, but one for all whose definition may have changed: they start in order. */
  #jobs(
    plans: ReadonlyMap<string, ServicePlan>,
    pending: ReadonlyMap<string, HeardChange>,
  ): readonly ReloadJob[] {
    const jobs: ReloadJob[] = [];
    let recreated: ReloadJob | undefined;
    for (const [service, { action, recreate, files, rules }] of plans) {
      if (action === 'none') continue;
      const changes = new Map(files.flatMap((file) => entryOf(pending, file)));
      if ([...changes.values()].some(({ cause }) => cause === 'saved')) {
        this.#guard.savedInEditor(service);
      } else if (rules.some(canWriteInto) && !this.#guard.allows(service, files)) {
        if (this.#guard.isNews(service)) this.#options.log.warn(loopText(service, files));
        continue;
      }
      const job = { services: new Set([service]), changes, catchUp: false };
      if (recreate) recreated = recreated === undefined ? job : joinJobs(recreated, job);
      else jobs.push(job);
    }
    return recreated === undefined ? jobs : [recreated, ...jobs];
  }

  async #run(job: ReloadJob): Promise<void> {
    try {
      // What the user does to the project comes first.
      while (this.#item.busy !== undefined && !this.#isOff()) {
        await new Promise<void>((resolve) => this.#idle.push(resolve));
      }
      const now = this.#isOff() ? undefined : await this.#options.rules.current();
      if (now === undefined || this.#isOff()) return;
      const services = job.services.intersection(this.#eligible());
      const changes = new Map<string, readonly HeardChange[]>();
      for (const service of services) {
        changes.set(service, await this.#changesFor(service, job, now));
      }
      const reloads = this.#open(changes, now);
      if (reloads.length === 0 || this.#isOff()) return;
      const results = await carryOut(
        {
          ...{ model: now.model, reloads, signal: this.#off.signal },
          missedBy: (service, containers) => this.#missedBy(service, containers, now),
        },
        this.#options,
      );
      for (const result of results) await this.#remember(result, changes.get(result.service), now);
    } catch (error) {
      if (!this.#isOff())
        this.#options.log.warn(
          `Reload of ${[...job.services].join(', ')} failed: ${messageOf(error)}`,
        );
    }
  }

  /** What is known to have changed, and what the service's containers turn out to lack. */
  async #changesFor(
    service: string,
    job: ReloadJob,
    now: RulesNow,
  ): Promise<readonly HeardChange[]> {
    if (!job.catchUp && !this.#stale.has(service)) return [...job.changes.values()];
    const record = { service, containers: this.#containers(service), rules: rulesOf(service, now) };
    const missed = await this.#options.records.missed(record, this.#off.signal);
    this.#stale.delete(service);
    const atMs = this.#options.clock.now();
    const changes = new Map<string, HeardChange>();
    for (const { path, kind } of missed)
      changes.set(path, { path, kind, cause: 'missed', savedAtMs: atMs, heardAtMs: atMs });
    for (const [path, change] of job.changes) changes.set(path, change);
    return [...changes.values()];
  }

  /** What a container that was just made lacks: its image may be older than the files. */
  async #missedBy(
    service: string,
    containers: ServiceRecord['containers'],
    now: RulesNow,
  ): Promise<readonly SyncChange[]> {
    const rules = rulesOf(service, now);
    if (!rules.some(({ target }) => target !== undefined)) return [];
    const record = { service, containers, rules };
    const changes = await this.#options.records.missed(record, this.#off.signal);
    const running = new Set([service]);
    return planReload({ changes, rules, running }).get(service)?.sync ?? [];
  }

  /** Begins the rows of those who have something to do. */
  #open(
    changesOf: ReadonlyMap<string, readonly HeardChange[]>,
    { rules }: RulesNow,
  ): readonly PlannedReload[] {
    return [...changesOf].flatMap(([service, all]) => {
      const plan = planReload({ changes: all, rules, running: new Set([service]) }).get(service);
      if (plan === undefined || plan.action === 'none') return [];
      const files = new Set(plan.files);
      const changes = all.filter(({ path }) => files.has(path));
      const reload = openRow(this.#options.timeline, this.#item, { service, plan, changes });
      this.#acted.add(service);
      this.#guard.acting(service);
      this.#rows.set(service, reload.row.id);
      return [reload];
    });
  }

  async #remember(
    { service, outcome, containers, synced }: CarriedOut,
    changes: readonly HeardChange[] = [],
    now: RulesNow,
  ): Promise<void> {
    this.#guard.restarted(service);
    if (outcome.kind === 'failed' || outcome.kind === 'cancelled') {
      // The next change brings along what was not done.
      this.#stale.add(service);
      if (outcome.kind === 'failed')
        this.#options.log.warn(`Reload of ${service} failed: ${outcome.message}`);
      return;
    }
    this.#current.set(service, idsOf(containers));
    await this.#options.records.tookUp(
      { service, containers, rules: rulesOf(service, now) },
      { changes, synced },
    );
  }
}

const rulesOf = (service: string, { rules }: RulesNow): readonly ReloadRule[] =>
  rules.filter((rule) => rule.service === service);

const idsOf = (containers: readonly { readonly id: string }[]): string =>
  containers
    .map(({ id }) => id)
    .sort()
    .join();

const entryOf = (
  changes: ReadonlyMap<string, HeardChange>,
  path: string,
): readonly [string, HeardChange][] => {
  const change = changes.get(path);
  return change === undefined ? [] : [[path, change]];
};

/** Of an older file: it was unpacked, or moved here. */
const believableMs = 5000;

const savedAt = async (path: string, heardAtMs: number): Promise<number> => {
  const writtenAtMs = await stat(path).then(
    ({ mtimeMs }) => mtimeMs,
    () => heardAtMs,
  );
  const since = heardAtMs - writtenAtMs;
  return since > 0 && since < believableMs ? writtenAtMs : heardAtMs;
};

/** What is copied into a container lies on the host, where the container cannot write it. */
const canWriteInto = ({ target }: ReloadRule): boolean => target === undefined;
