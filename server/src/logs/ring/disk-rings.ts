import { rm } from 'node:fs/promises';
import type { Clock } from '../../base/clock.ts';
import { messageOf } from '../../base/error.ts';
import { KeyedTurns } from '../../base/keyed-turns.ts';
import type { Log } from '../../base/log.ts';
import type { LogLimits, LogRing, LogRings } from './contract.ts';
import { DiskRing } from './disk-ring.ts';
import { RingFolders, type RingFolder } from './ring-folders.ts';

export interface DiskRingsOptions {
  /** Made when the first line is kept. */
  readonly folder: string;
  readonly limits: LogLimits;
  readonly clock: Clock;
  readonly log: Log;
}

interface OpenRing {
  readonly ring: DiskRing;
  readonly folder: RingFolder;
  users: number;
}

/** All rings are looked through for what has to go at most this often. */
const sweepPauseMs = 10_000;

export class DiskRings implements LogRings {
  readonly #options: DiskRingsOptions;
  readonly #folders: RingFolders;
  readonly #open = new Map<string, OpenRing>();
  /** Opening and closing a key are done one after the other. */
  readonly #turns = new KeyedTurns();
  #limits: LogLimits;
  #sweeping: Promise<void> = Promise.resolve();
  #sweptMs = -Infinity;

  constructor(options: DiskRingsOptions) {
    this.#options = options;
    this.#limits = options.limits;
    this.#folders = new RingFolders(options.folder, (key, cause) => {
      this.#tellFailed(key, cause);
    });
  }

  open(key: string): Promise<LogRing> {
    return this.#turns.run(key, async () => {
      const known = this.#open.get(key);
      if (known !== undefined) {
        known.users++;
        return known.ring;
      }
      const folder = await this.#folders.take(key);
      try {
        const ring = await this.#recover(key, folder);
        this.#open.set(key, { ring, folder, users: 1 });
        this.#sweepSoon();
        return ring;
      } catch (error) {
        await folder.release();
        throw error;
      }
    });
  }

  async has(key: string): Promise<boolean> {
    const open = this.#open.get(key);
    return (open !== undefined && open.ring.statistics.records > 0) || this.#folders.has(key);
  }

  get forgets(): boolean {
    return this.#limits.forgetOnClose === true;
  }

  setLimits(limits: LogLimits): void {
    this.#limits = limits;
    for (const { ring } of this.#open.values()) ring.setLimits(limits);
    this.#sweptMs = -Infinity;
    this.#sweepSoon();
  }

  async dispose(): Promise<void> {
    await Promise.all(
      [...this.#open.keys()].map((key) =>
        this.#turns.run(key, async () => {
          const open = this.#open.get(key);
          if (open !== undefined) await this.#finish(open);
        }),
      ),
    );
    await this.#sweeping;
  }

  async #recover(key: string, folder: RingFolder): Promise<DiskRing> {
    const { clock, log } = this.#options;
    // What a server that was killed left behind.
    if (this.#limits.forgetOnClose === true) await rm(folder.path, removeAll);
    const ring = new DiskRing({
      key,
      folder: folder.path,
      limits: this.#limits,
      clock,
      onRotated: () => {
        this.#sweepSoon();
      },
      onFailed: (cause) => {
        this.#tellFailed(key, cause);
      },
      onClose: () => this.#close(key),
    });
    await ring.recover();
    const { damaged } = ring.statistics;
    if (damaged > 0) log.warn(`In the kept log of ${key}, ${damaged} places could not be read.`);
    return ring;
  }

  #tellFailed(key: string, cause: unknown): void {
    this.#options.log.warn(`Log lines of ${key} cannot be kept: ${messageOf(cause)}`);
  }

  #close(key: string): Promise<void> {
    return this.#turns.run(key, async () => {
      const open = this.#open.get(key);
      if (open === undefined) return;
      open.users--;
      if (open.users === 0) await this.#finish(open);
    });
  }

  async #finish({ ring, folder }: OpenRing): Promise<void> {
    this.#open.delete(ring.key);
    try {
      await ring.finish();
      if (this.#limits.forgetOnClose === true) await rm(folder.path, removeAll);
    } finally {
      await folder.release();
    }
  }

  #sweepSoon(): void {
    const { clock, log } = this.#options;
    if (clock.now() - this.#sweptMs < sweepPauseMs) return;
    this.#sweptMs = clock.now();
    this.#sweeping = this.#sweeping
      .then(() => this.#folders.sweep(this.#limits, clock.now()))
      .catch((error: unknown) => {
        log.warn(`Kept logs could not be cleared up: ${messageOf(error)}`);
      });
  }
}

const removeAll = { recursive: true, force: true } as const;
