import type { Clock } from '../base/clock.ts';
import type { Disposable } from '../base/disposable.ts';
import { isCancelled } from '../base/error.ts';

/** A change so soon after an action is perhaps the service's own. */
const soonMs = 3000;
/** How often one file may change so. */
const allowedOfFile = 3;
/** How often any may: names that are new at each start, or somebody who is busy. */
const allowedInAll = 10;
const forgivenAfterMs = 30_000;
/** What was refused is done once all the same when nothing has changed for so long. */
const lateMs = 10_000;
/** A checkout is nobody's circle. */
const maxFiles = 50;

interface Suspicion {
  acting: boolean;
  finishedAt: number;
  lastAt: number;
  /** Changes in a row that came soon after an action, of any file and of each. */
  streak: number;
  readonly files: Map<string, number>;
  refused: 'no' | 'just now' | 'before';
  late: AbortController | undefined;
  wasLate: boolean;
}

/**
 * Breaks the circle of a service that writes into what it watches itself: when it starts and is
 * restarted for that, or when it is synced to and writes what is synced. Changes that a person made in
 * the editor never count. Who refuses may be wrong: somebody else may have been quick. Hence what was
 * refused is done once more when it falls quiet, which a circle survives and nobody else notices.
 */
export class LoopGuard implements Disposable {
  readonly #clock: Clock;
  readonly #onLate: (service: string) => void;
  readonly #services = new Map<string, Suspicion>();

  constructor(clock: Clock, options: { readonly onLate?: (service: string) => void } = {}) {
    this.#clock = clock;
    this.#onLate = options.onLate ?? (() => undefined);
  }

  /** Whether a change of these files, of which the editor knows nothing, may act on the service. */
  allows(service: string, files: readonly string[] = []): boolean {
    const record = this.#services.get(service);
    if (record === undefined) return true;
    const now = this.#clock.now();
    if (now - record.lastAt > forgivenAfterMs) clear(record);
    record.lastAt = now;
    const soon = record.acting || now - record.finishedAt < soonMs;
    // What is refused is refused until it falls quiet: there are no actions any more to measure from.
    record.streak = soon || record.streak > allowedInAll ? record.streak + 1 : 0;
    const names = files.length === 0 ? [''] : files.slice(0, maxFiles);
    for (const name of names) {
      const count = record.files.get(name) ?? 0;
      if (soon || count > allowedOfFile) record.files.set(name, count + 1);
      else record.files.delete(name);
    }
    const isRepeated = names.every((name) => (record.files.get(name) ?? 0) > allowedOfFile);
    const isRefused = isRepeated || record.streak > allowedInAll;
    if (isRefused) {
      record.refused = record.refused === 'no' ? 'just now' : 'before';
      void this.#later(service, record);
    }
    return !isRefused;
  }

  /** Whether the last refusal was the first of its row, the one worth a word. */
  isNews(service: string): boolean {
    return this.#services.get(service)?.refused === 'just now';
  }

  /** Something begins to be done to it: what changes meanwhile may be its own doing. */
  acting(service: string): void {
    this.#record(service).acting = true;
  }

  /** It is done: restarted, synced or whatever it was. */
  restarted(service: string): void {
    const record = this.#record(service);
    record.acting = false;
    record.finishedAt = this.#clock.now();
  }

  savedInEditor(service: string): void {
    const record = this.#services.get(service);
    if (record !== undefined) clear(record);
  }

  dispose(): void {
    for (const record of this.#services.values()) clear(record);
  }

  #record(service: string): Suspicion {
    const now = this.#clock.now();
    const record = this.#services.get(service) ?? {
      ...{ acting: false, finishedAt: now, lastAt: now, streak: 0, files: new Map() },
      ...{ refused: 'no', late: undefined, wasLate: false },
    };
    this.#services.set(service, record);
    return record;
  }

  async #later(service: string, record: Suspicion): Promise<void> {
    record.late?.abort();
    if (record.wasLate) return;
    const late = (record.late = new AbortController());
    try {
      await this.#clock.sleep(lateMs, late.signal);
    } catch (error) {
      if (isCancelled(error)) return;
      throw error;
    }
    if (late.signal.aborted) return;
    record.wasLate = true;
    this.#onLate(service);
  }
}

const clear = (record: Suspicion): void => {
  record.late?.abort();
  Object.assign(record, { streak: 0, refused: 'no', wasLate: false, late: undefined });
  record.files.clear();
};

/** What to say when a refusal is news. */
export const loopText = (service: string, files: readonly string[]): string => {
  const named = files.slice(0, 3).join(', ') + (files.length > 3 ? ', …' : '');
  return (
    `${service} seems to write ${named} itself whenever it is reloaded, so it is no longer reloaded ` +
    'for that. Have it write elsewhere, or name the files in hyperbox.reload.ignore, in a .gitignore, ' +
    'or in the ignore of develop.watch. A save in the editor reloads it as always.'
  );
};
