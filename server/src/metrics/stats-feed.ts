import type { ContainerId } from '#shared/protocol/ids';
import type { MetricsSample } from '#shared/protocol/metrics';
import type { Clock } from '../base/clock.ts';
import { toDisposable, type Disposable } from '../base/disposable.ts';
import { messageOf } from '../base/error.ts';
import type { Log } from '../base/log.ts';
import type { EngineConnection } from '../engines/connection-contract.ts';
import type { StatsRecord } from '../engines/contract.ts';
import { sampleOf } from './sample.ts';

export interface StatsFeedDependencies {
  readonly connection: EngineConnection;
  readonly clock: Clock;
  readonly log: Log;
}

type SampleListener = (sample: MetricsSample) => void;
type TotalsListener = (totals: StatsRecord) => void;

const retryMs = 2000;

/** The readings of one container: one stream from the engine for all who watch, none for nobody. */
export class StatsFeed implements Disposable {
  readonly #id: ContainerId;
  readonly #dependencies: StatsFeedDependencies & { readonly onSample?: SampleListener };
  readonly #listeners = new Set<SampleListener>();
  readonly #totalsListeners = new Set<TotalsListener>();
  #before: StatsRecord | undefined;
  /** Ends the stream, also while it is being opened. */
  #stream: AbortController | undefined;

  /** `onSample` hears all of them first, and asks for none. */
  constructor(
    id: ContainerId,
    dependencies: StatsFeedDependencies & { readonly onSample?: SampleListener },
  ) {
    this.#id = id;
    this.#dependencies = dependencies;
  }

  watch(listener: SampleListener): Disposable {
    return this.#join(this.#listeners, (sample) => {
      listener(sample);
    });
  }

  /** What the engine has counted since the container started, from the first reading on. */
  watchTotals(listener: TotalsListener): Disposable {
    return this.#join(this.#totalsListeners, (totals) => {
      listener(totals);
    });
  }

  dispose(): void {
    this.#listeners.clear();
    this.#totalsListeners.clear();
    this.#close();
  }

  #join<Listener>(listeners: Set<Listener>, own: Listener): Disposable {
    listeners.add(own);
    if (this.#stream === undefined) void this.#open();
    return toDisposable(() => {
      listeners.delete(own);
      if (this.#listeners.size + this.#totalsListeners.size === 0) this.#close();
    });
  }

  #close(): void {
    this.#stream?.abort();
    this.#stream = undefined;
    this.#before = undefined;
  }

  async #open(): Promise<void> {
    const { connection, log } = this.#dependencies;
    const stream = new AbortController();
    this.#stream = stream;
    try {
      const handle = await connection.require().containers.stats(this.#id, {
        onSample: (record) => {
          if (!stream.signal.aborted) this.#add(record);
        },
        onEnd: () => {
          void this.#openAgain(stream);
        },
      });
      if (stream.signal.aborted) handle.dispose();
      else {
        stream.signal.addEventListener('abort', () => {
          handle.dispose();
        });
      }
    } catch (error) {
      log.debug(`No readings of ${this.#id}: ${messageOf(error)}`);
      void this.#openAgain(stream);
    }
  }

  /** Somebody still watches: the container was started again, or the engine is back. */
  async #openAgain(ended: AbortController): Promise<void> {
    if (this.#stream !== ended) return;
    this.#before = undefined;
    await this.#dependencies.clock.sleep(retryMs);
    // Closed, or closed and opened, while waiting.
    if (this.#stream === ended) void this.#open();
  }

  #add(record: StatsRecord): void {
    const before = this.#before;
    this.#before = record;
    for (const listener of [...this.#totalsListeners]) listener(record);
    const sample = before === undefined ? undefined : sampleOf(before, record);
    if (sample === undefined) return;
    this.#dependencies.onSample?.(sample);
    for (const listener of [...this.#listeners]) listener(sample);
  }
}
