import type { Clock } from '../base/clock.ts';
import { messageOf } from '../base/error.ts';
import type { Log } from '../base/log.ts';
import { mapSome } from '../base/map-some.ts';
import type { CarriedOut, ReloadedContainer } from './carry-out.ts';
import type { SyncChange } from './change.ts';
import { missedChange, type HeardChange, type ReloadJob } from './job.ts';
import { planService } from './plan.ts';
import { fingerprintOf, type Fingerprint } from './reconcile/fingerprint.ts';
import type { ReloadRecords } from './records.ts';
import type { ReloadRule } from './rules/rule.ts';

interface UpkeepOptions {
  readonly records: ReloadRecords;
  readonly clock: Clock;
  readonly log: Log;
  /** Whether a file that changed would have been heard of, had somebody watched. */
  readonly counts: (path: string) => boolean;
  /** What is mounted by these rules of a service, and is not what its container has. */
  readonly lostMounts: (rules: readonly ReloadRule[]) => Promise<readonly string[]>;
}

/** A service with its containers and its own rules as they are now. */
interface Kept {
  readonly service: string;
  readonly containers: readonly ReloadedContainer[];
  readonly rules: readonly ReloadRule[];
}

interface Brought {
  /** By path; none of what is gone. */
  readonly files: ReadonlyMap<string, Fingerprint | undefined>;
  readonly untilMs: number;
}

/** Which services have all that was saved, and what the others lack. */
export class Upkeep {
  readonly #options: UpkeepOptions;
  /** By service: the containers that were compared with the files. */
  readonly #compared = new Map<string, string>();
  /** Services that lack what their last reload was to bring, and whether it may be tried unasked. */
  readonly #stale = new Map<string, 'failed' | 'interrupted'>();
  /** By service: what was found to be missed and brought last, and until when. */
  readonly #brought = new Map<string, Brought>();

  constructor(options: UpkeepOptions) {
    this.#options = options;
  }

  /** Whether the containers are others than were compared; they count as compared from now on. */
  isNew(service: string, containers: readonly ReloadedContainer[]): boolean {
    const ids = idsOf(containers);
    if (this.#compared.get(service) === ids) return false;
    this.#compared.set(service, ids);
    return true;
  }

  /** The service misses changes from now on, or may have. */
  forget(service: string): void {
    this.#compared.delete(service);
  }

  /**
   * It is down, and compared when it is up again: unless its last reload failed, which it would only do
   * again at each start of one that crashes.
   */
  fell(service: string): void {
    if (this.#stale.get(service) !== 'failed') this.forget(service);
  }

  /** What is known to have changed, and what the service's containers turn out to lack. */
  async changesFor(
    kept: Kept,
    job: ReloadJob,
    signal: AbortSignal,
  ): Promise<readonly HeardChange[]> {
    const { records, clock, counts, lostMounts } = this.#options;
    const heard = await this.#unbrought(kept.service, [...job.changes.values()]);
    if (!job.catchUp && !this.#stale.has(kept.service)) return heard;
    const missed = (await records.missed(kept, signal)).filter(({ path }) => counts(path));
    this.#stale.delete(kept.service);
    const atMs = clock.now();
    const changes = new Map<string, HeardChange>();
    for (const change of missed) changes.set(change.path, missedChange(change, atMs));
    for (const path of await lostMounts(kept.rules))
      changes.set(path, missedChange({ path, kind: 'written' }, atMs));
    for (const change of heard) changes.set(change.path, change);
    return [...changes.values()];
  }

  /** Without those that were heard of while the last comparison found them itself, and brought them. */
  async #unbrought(
    service: string,
    heard: readonly HeardChange[],
  ): Promise<readonly HeardChange[]> {
    const brought = this.#brought.get(service);
    if (brought === undefined) return heard;
    const isNews = await mapSome(
      heard,
      async ({ path, heardAtMs, cause }) =>
        cause === 'again' ||
        heardAtMs > brought.untilMs ||
        !brought.files.has(path) ||
        brought.files.get(path) !== (await fingerprintOf(path)),
    );
    return heard.filter((_, index) => isNews[index]);
  }

  /** What containers that were just made lack: their image may be older than the files. */
  async lackedBy(kept: Kept, signal: AbortSignal): Promise<readonly SyncChange[]> {
    const { service, rules } = kept;
    if (!rules.some(({ target }) => target !== undefined)) return [];
    const changes = await this.#options.records.missed(kept, signal);
    return planService(service, { changes, rules })?.sync ?? [];
  }

  /** Files are about to be written into containers, where they may be from now on. */
  async begins(
    service: string,
    containers: readonly ReloadedContainer[],
    changes: readonly SyncChange[],
  ): Promise<void> {
    const files = changes.filter(({ kind, isFolder }) => kind === 'written' && isFolder !== true);
    const targets = files.map(({ target }) => target);
    await this.#options.records.begins(service, { containers, targets });
  }

  async remember(
    { service, outcome, isInterrupted, containers, synced }: CarriedOut,
    heard: readonly HeardChange[],
    rules: readonly ReloadRule[],
  ): Promise<void> {
    const { records, log, clock } = this.#options;
    const found = heard.filter(({ cause }) => cause === 'missed');
    this.#brought.delete(service);
    if (outcome.kind === 'failed' || outcome.kind === 'cancelled') {
      // The next change brings along what was not done, or its being up again.
      this.#stale.set(service, isInterrupted ? 'interrupted' : 'failed');
      return;
    }
    if (isInterrupted) this.#stale.set(service, 'interrupted');
    else if (found.length > 0) {
      const files = new Map(found.map(({ path, fingerprint }) => [path, fingerprint]));
      this.#brought.set(service, { files, untilMs: clock.now() });
    }
    // What a container has of folders is not kept: they hold nothing by themselves.
    const changes = heard.filter(({ isFolder }) => isFolder !== true);
    // Where it was forgotten meanwhile, it misses more than this reload knew of.
    if (this.#compared.has(service)) this.#compared.set(service, idsOf(containers));
    try {
      await records.tookUp({ service, containers, rules }, { changes, synced });
    } catch (error) {
      this.#stale.set(service, 'failed');
      log.warn(`What ${service} has could not be kept: ${messageOf(error)}`);
    }
  }
}

const idsOf = (containers: readonly ReloadedContainer[]): string =>
  containers
    .map(({ id }) => id)
    .sort()
    .join();
