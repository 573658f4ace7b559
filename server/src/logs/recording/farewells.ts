import type { Clock } from '../../base/clock.ts';
import { messageOf } from '../../base/error.ts';
import type { Log } from '../../base/log.ts';
import type { EngineConnection } from '../../engines/connection-contract.ts';
import { describeLost } from '../lifecycle/markers.ts';
import { ringOf } from '../ring-choice.ts';
import type { Recorder } from './recorder.ts';
import type { Recorders } from './recorders.ts';
import { SavingTurns, type Leaving } from './saving-turns.ts';

export interface FarewellsOptions {
  readonly recorders: Recorders;
  readonly connection: EngineConnection;
  readonly clock: Clock;
  readonly log: Log;
}

/** A removal is not held up for longer. */
const patienceMs = 2_000;

/**
 * What a container printed goes with it: before it is removed, that is brought into its ring. Where nobody
 * records, with what all others of its project printed so far, so that the order is that of their times.
 */
export class Farewells {
  readonly #options: FarewellsOptions;
  readonly #turns: SavingTurns;
  readonly #saving = new Set<Promise<void>>();

  constructor(options: FarewellsOptions) {
    this.#options = options;
    this.#turns = new SavingTurns(options);
  }

  /** Never rejects: what cannot be kept does not keep anything from being removed. */
  async say(id: string): Promise<void> {
    const { clock, log } = this.#options;
    const late = new AbortController();
    const saved = new AbortController();
    const saving = this.#save(id, late.signal).catch((error: unknown) => {
      log.warn(`What ${id} printed is not kept: ${messageOf(error)}`);
    });
    this.#saving.add(saving);
    void saving.then(() => this.#saving.delete(saving));
    const patience = clock.sleep(patienceMs, saved.signal).catch(() => undefined);
    await Promise.race([saving, patience]);
    late.abort();
    saved.abort();
  }

  /** What could not be waited for is saved too, as far as it could be read. */
  async settled(): Promise<void> {
    await Promise.all(this.#saving);
    await this.#turns.settled();
  }

  async #save(id: string, late: AbortSignal): Promise<void> {
    const { recorders, connection } = this.#options;
    const item = await connection.engine?.containers.get(id);
    // One that never ran has printed nothing.
    if (item?.startedAtMs === undefined) return;
    const choice = ringOf(item);
    const live = await recorders.current(choice.key);
    if (live !== undefined) {
      await settle(live, { item, late });
      // It may have ended meanwhile, with its last view.
      if ((await recorders.current(choice.key)) === live) return;
    }
    const { rings } = recorders;
    if (rings.forgets) return;
    // Nobody has ever looked at what a container by itself prints, or will.
    const isWanted = choice.project !== undefined || (await rings.has(choice.key));
    if (isWanted) await this.#turns.save(choice, { item, late });
  }
}

/** What is recorded is only waited for. */
const settle = async (live: Recorder, { item, late }: Leaving): Promise<void> => {
  const isLate = new Promise<boolean>((resolve) => {
    late.addEventListener(
      'abort',
      () => {
        resolve(true);
      },
      { once: true },
    );
  });
  const settled = live.settled(item.id).then(() => false);
  if (await Promise.race([settled, isLate])) live.tell(item, describeLost(item.name));
};
