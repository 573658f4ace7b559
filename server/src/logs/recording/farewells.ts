import type { ContainerItem } from '#shared/protocol/inventory';
import type { Clock } from '../../base/clock.ts';
import { messageOf } from '../../base/error.ts';
import type { Log } from '../../base/log.ts';
import type { EngineConnection } from '../../engines/connection-contract.ts';
import { ContainerFollower } from '../container-follower.ts';
import { isUp } from '../lifecycle/tale.ts';
import { ringOf, type RingChoice } from '../ring-choice.ts';
import { CatchUp } from './catch-up.ts';
import type { Recorders } from './recorders.ts';

export interface FarewellsOptions {
  readonly recorders: Recorders;
  readonly connection: EngineConnection;
  readonly clock: Clock;
  readonly log: Log;
}

/** A removal is not held up for longer. */
const patienceMs = 2_000;
/** How many of the last lines of a container are worth the wait. */
const lastLines = 5_000;

/**
 * What a container printed goes with it: before it is removed, that is brought into its ring. Where nobody
 * records, with what all others of its project printed so far, so that the order is that of their times.
 */
export class Farewells {
  readonly #options: FarewellsOptions;
  readonly #turns = new Map<string, Promise<void>>();

  constructor(options: FarewellsOptions) {
    this.#options = options;
  }

  /** Never rejects: what cannot be kept does not keep anything from being removed. */
  async say(id: string): Promise<void> {
    const { clock, log } = this.#options;
    const enough = new AbortController();
    const patience = clock.sleep(patienceMs, enough.signal).catch(() => undefined);
    const saved = this.#save(id, enough.signal).catch((error: unknown) => {
      log.warn(`What ${id} printed is not kept: ${messageOf(error)}`);
    });
    await Promise.race([saved, patience]);
    enough.abort();
  }

  async #save(id: string, signal: AbortSignal): Promise<void> {
    const { recorders, connection } = this.#options;
    const item = await connection.engine?.containers.get(id);
    // One that never ran has printed nothing.
    if (item?.startedAtMs === undefined) return;
    const choice = ringOf(item);
    const live = await recorders.current(choice.key);
    if (live !== undefined) {
      if (!isUp(item)) await live.settled(item.id);
      return;
    }
    // Nobody has ever looked at what a container by itself prints, or will.
    const isWanted = choice.project !== undefined || (await recorders.rings.has(choice.key));
    if (!isWanted || signal.aborted) return;
    const turn = (this.#turns.get(choice.key) ?? Promise.resolve()).then(() =>
      this.#catchUp(choice, item, signal),
    );
    const done = turn
      .catch(() => undefined)
      .then(() => {
        if (this.#turns.get(choice.key) === done) this.#turns.delete(choice.key);
      });
    this.#turns.set(choice.key, done);
    await turn;
  }

  async #catchUp(choice: RingChoice, last: ContainerItem, signal: AbortSignal): Promise<void> {
    const { recorders, connection, clock } = this.#options;
    const { engine } = connection;
    if (engine === undefined || signal.aborted) return;
    const all = await engine.containers.list();
    const others = all.filter((item) => choice.matches(item) && item.id !== last.id);
    const looked = await Promise.all(others.map(({ id }) => engine.containers.get(id)));
    const items = [last, ...looked.filter((item) => item !== undefined)];
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
        tail: lastLines,
        keep: async (records) => {
          // The removal waits no longer: what it had to say is gone, in part or whole.
          if (signal.aborted) return;
          for (const record of records) ring.append(record);
          if (ring.isBehind) await ring.drained();
        },
      });
      await catchUp.run(followers);
    } finally {
      for (const follower of followers) follower.dispose();
      await ring.close();
    }
  }
}
