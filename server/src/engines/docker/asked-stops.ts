import type { EngineEvent } from '../contract.ts';

/**
 * Which containers were told to stop, by us or by anybody else, and have not started since. An engine
 * keeps no such thing: one that had to be killed at the end of its grace period looks in its record
 * as if it had crashed.
 */
export class AskedStops {
  readonly #stopped = new Set<string>();
  readonly #stopping = new Map<string, number>();

  has(id: string): boolean {
    return this.#stopped.has(id) || this.#stopping.has(id);
  }

  /**
   * A stop of ours counts from when it is asked for, since the engine tells of the end before it
   * answers. `stop` says whether there was anything to stop.
   */
  async during(id: string, stop: () => Promise<boolean>): Promise<void> {
    this.#stopping.set(id, (this.#stopping.get(id) ?? 0) + 1);
    try {
      if (await stop()) this.#stopped.add(id);
    } finally {
      const others = (this.#stopping.get(id) ?? 1) - 1;
      if (others > 0) this.#stopping.set(id, others);
      else this.#stopping.delete(id);
    }
  }

  /** Engines tell of a `stop`, whoever asked for it, but not of one that found nothing to stop. */
  hear({ kind, action, id }: EngineEvent): void {
    if (kind !== 'container') return;
    if (action === 'stop') this.#stopped.add(id);
    else if (ends.has(action)) this.#stopped.delete(id);
  }
}

const ends = new Set(['start', 'destroy', 'remove']);
