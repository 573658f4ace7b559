import type {
  ReloadItem,
  ReloadOutcome,
  ReloadsChange,
  ReloadStageName,
} from '#shared/protocol/reload';
import type { ReloadId } from '#shared/protocol/ids';
import { randomUUID } from 'node:crypto';
import type { Clock } from '../base/clock.ts';
import type { Disposable } from '../base/disposable.ts';
import { Emitter } from '../base/emitter.ts';
import type { TimelineKeeper } from './timeline-file.ts';

/** How many rows are kept; the oldest that have ended go first. */
const maxRows = 500;
const maxFiles = 50;
const afterwardsMs = 30_000;

export interface ReloadStart extends Omit<
  ReloadItem,
  'id' | 'stages' | 'outcome' | 'fileCount' | 'files'
> {
  readonly files: readonly string[];
}

/** A row that is being written. */
export interface ReloadRow {
  readonly id: ReloadId;
  /** The service has got so far; at `timeMs`, or now. */
  reached(
    name: ReloadStageName,
    more?: { readonly timeMs?: number; readonly detail?: string },
  ): void;
  end(outcome: ReloadOutcome): void;
  /** It was about nothing: another service's part of a file changed. */
  withdraw(): void;
}

/** What was reloaded, when and why: the newest rows of all projects. */
export class Timeline implements Disposable {
  readonly #clock: Clock;
  readonly #keeper: TimelineKeeper | undefined;
  #known: Map<ReloadId, ReloadItem> | undefined;
  readonly #changed = new Emitter<ReloadsChange>();
  readonly onDidChange = this.#changed.event;
  readonly #ended = new Emitter<ReloadItem>();
  /** A row has got an outcome, or another one: a service may fall over after its reload. */
  readonly onDidEnd = this.#ended.event;

  /** `keeper`: where rows that have ended outlive the window. */
  constructor(clock: Clock, keeper?: TimelineKeeper) {
    this.#clock = clock;
    this.#keeper = keeper;
  }

  /** Oldest first. */
  get rows(): readonly ReloadItem[] {
    return [...this.#rows.values()];
  }

  get(id: ReloadId): ReloadItem | undefined {
    return this.#rows.get(id);
  }

  open({ files, ...start }: ReloadStart): ReloadRow {
    const id = randomUUID() as ReloadId;
    this.#set({
      ...start,
      ...{ id, files: files.slice(0, maxFiles), fileCount: files.length, stages: [] },
    });
    this.#trim();
    return {
      id,
      reached: (name, { timeMs, detail } = {}) => {
        const row = this.#rows.get(id);
        if (row === undefined) return;
        const atMs = Math.max(0, (timeMs ?? this.#clock.now()) - row.savedAtMs);
        const stage = { name, atMs, ...(detail !== undefined && { detail }) };
        this.#set({ ...row, stages: [...row.stages, stage] });
      },
      end: (outcome) => {
        this.#end(id, outcome);
      },
      withdraw: () => {
        this.#remove(this.rows.filter((row) => row.id === id));
      },
    };
  }

  /** A reload that had gone well turned out not to have: the service ended soon after it. */
  fail(id: ReloadId, outcome: Extract<ReloadOutcome, { kind: 'failed' }>): void {
    const row = this.#rows.get(id);
    if (row?.outcome?.kind !== 'done') return;
    // What ends later was not broken by it; somebody may have restarted it since.
    const endedAtMs = row.savedAtMs + row.outcome.durationMs;
    if (this.#clock.now() - endedAtMs < afterwardsMs) this.#end(id, outcome);
  }

  /** Forgets what has ended. */
  clear(): void {
    const ended = this.rows.filter(({ outcome }) => outcome !== undefined);
    this.#remove(ended);
  }

  dispose(): void {
    this.#changed.dispose();
    this.#ended.dispose();
  }

  /** What was kept is read when somebody first asks. */
  get #rows(): Map<ReloadId, ReloadItem> {
    this.#known ??= new Map(this.#keeper?.read().map((row) => [row.id, row]));
    return this.#known;
  }

  #keep(): void {
    this.#keeper?.keep(this.rows.filter(({ outcome }) => outcome !== undefined));
  }

  #end(id: ReloadId, outcome: ReloadOutcome): void {
    const row = this.#rows.get(id);
    if (row === undefined) return;
    const ended = { ...row, outcome };
    this.#set(ended);
    this.#keep();
    this.#ended.fire(ended);
  }

  #set(row: ReloadItem): void {
    this.#rows.set(row.id, row);
    this.#changed.fire({ upserted: [row], removed: [] });
  }

  #trim(): void {
    const ended = this.rows.filter(({ outcome }) => outcome !== undefined);
    const tooMany = this.#rows.size - maxRows;
    if (tooMany > 0) this.#remove(ended.slice(0, tooMany));
  }

  #remove(rows: readonly ReloadItem[]): void {
    if (rows.length === 0) return;
    for (const { id } of rows) this.#rows.delete(id);
    if (rows.some(({ outcome }) => outcome !== undefined)) this.#keep();
    this.#changed.fire({ upserted: [], removed: rows.map(({ id }) => id) });
  }
}
