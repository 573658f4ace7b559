import type { ContainerItem } from '#shared/protocol/inventory';
import type { Clock } from '../../base/clock.ts';
import { deferred, type Deferred } from '../../base/deferred.ts';
import { KeyedTurns } from '../../base/keyed-turns.ts';
import type { EngineConnection } from '../../engines/connection-contract.ts';
import { ContainerFollower } from '../container-follower.ts';
import { describeLost } from '../lifecycle/markers.ts';
import { isUp } from '../lifecycle/tale.ts';
import { sourceOf, type RingChoice } from '../ring-choice.ts';
import { CatchUp } from './catch-up.ts';
import type { Recorders } from './recorders.ts';
import { markerRecord } from './records.ts';

export interface SavingOptions {
  readonly recorders: Recorders;
  readonly connection: EngineConnection;
  readonly clock: Clock;
}

/** A container that is about to be removed. */
export interface Leaving {
  readonly item: ContainerItem;
  /** Its removal waits no longer. */
  readonly late: AbortSignal;
}

interface Turn {
  readonly leaving: Leaving[];
  readonly done: Promise<void>;
}

/** Of each container: what is worth the wait. */
const mostLines = { count: 5_000, characters: 8 * 2 ** 20 };

/**
 * Brings what a project's containers printed into its ring, where nobody records. Of several that ask, all
 * who come while one is served are served together by the next.
 */
export class SavingTurns {
  readonly #options: SavingOptions;
  readonly #waiting = new Map<string, Turn>();
  readonly #turns = new KeyedTurns();
  /** When containers ended of which everything is saved. */
  readonly #saved = new Map<string, number>();

  constructor(options: SavingOptions) {
    this.#options = options;
  }

  save(choice: RingChoice, leaving: Leaving): Promise<void> {
    if (this.#isSaved(leaving.item)) return Promise.resolve();
    const { key } = choice;
    const waiting = this.#waiting.get(key);
    if (waiting !== undefined) {
      waiting.leaving.push(leaving);
      return waiting.done;
    }
    const all = [leaving];
    const read = deferred<undefined>();
    const turn = this.#turns.run(key, () => {
      this.#waiting.delete(key);
      return this.#options.recorders.aside(key, () => this.#catchUp(choice, all, read));
    });
    // The engine is needed no more once all is read; writing it goes on.
    const done = Promise.race([read.promise, turn]).then(() => undefined);
    this.#waiting.set(key, { leaving: all, done });
    return done;
  }

  settled(): Promise<void> {
    return this.#turns.settled();
  }

  async #catchUp(
    choice: RingChoice,
    leaving: readonly Leaving[],
    read: Deferred<undefined>,
  ): Promise<void> {
    const { recorders, connection, clock } = this.#options;
    const items = await this.#unsaved(choice);
    const isLate = (): boolean => leaving.some(({ late }) => late.aborted);
    if (items.length === 0 && !isLate()) return;
    const listener = {
      onLines: () => undefined,
      onMarker: () => undefined,
      onGone: () => undefined,
    };
    const followers = items.map(
      (item) => new ContainerFollower(item, { connection, clock, listener }),
    );
    const ring = await recorders.rings.open(choice.key);
    try {
      const catchUp = new CatchUp({
        ring,
        most: mostLines,
        keep: async (records) => {
          for (const record of records) ring.append(record);
          if (ring.isBehind) await ring.drained();
        },
      });
      await catchUp.run(followers);
      for (const { item, late } of leaving) {
        if (!late.aborted || this.#isSaved(item)) continue;
        const lost = { text: describeLost(item.name), timeMs: clock.now() };
        ring.append(markerRecord(sourceOf(item), item.id, lost));
      }
      for (const item of items)
        if (!isUp(item) && item.finishedAtMs !== undefined)
          this.#saved.set(item.id, item.finishedAtMs);
      read.resolve(undefined);
    } finally {
      for (const follower of followers) follower.dispose();
      await ring.close();
    }
  }

  /** Those of the project of which something may not be saved, as they are now. */
  async #unsaved({ matches }: RingChoice): Promise<readonly ContainerItem[]> {
    const { engine } = this.#options.connection;
    if (engine === undefined) return [];
    const all = await engine.containers.list();
    const present = new Set<string>(all.map(({ id }) => id));
    for (const id of this.#saved.keys()) if (!present.has(id)) this.#saved.delete(id);
    const looked = await Promise.all(
      all.filter(matches).map(({ id }) => engine.containers.get(id)),
    );
    return looked.filter((item) => item !== undefined).filter((item) => !this.#isSaved(item));
  }

  #isSaved(item: ContainerItem): boolean {
    return !isUp(item) && this.#saved.get(item.id) === (item.finishedAtMs ?? Number.NaN);
  }
}
