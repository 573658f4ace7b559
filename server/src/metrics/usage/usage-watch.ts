import type { ContainerId } from '#shared/protocol/ids';
import type { ContainerUsage } from '#shared/protocol/metrics';
import type { Disposable } from '../../base/disposable.ts';
import type { Event } from '../../base/emitter.ts';
import type { MetricsStream, MetricsTick } from '../metrics-stream.ts';
import { UsageMeans } from './usage-means.ts';

export interface UsageChange {
  readonly upserted: readonly ContainerUsage[];
  readonly removed: readonly ContainerId[];
}

export interface UsageWatchOptions {
  /** Of all containers of the engine; rejects while there is none. */
  readonly open: (
    onTick: (tick: MetricsTick) => void,
  ) => Promise<{ readonly stream: MetricsStream }>;
  readonly onDidChangeEngine: Event<unknown>;
  readonly onChange: (change: UsageChange) => void;
}

/** Rows that change more often are not read but flicker. */
const everyMs = 2000;

/** What all running containers use, for as long as somebody shows it in passing. */
export class UsageWatch implements Disposable {
  readonly #options: UsageWatchOptions;
  readonly #means = new UsageMeans();
  readonly #told = new Map<ContainerId, string>();
  readonly #engine: Disposable;
  #stream: MetricsStream | 'opening' | undefined;
  #timer: NodeJS.Timeout | undefined;
  #disposed = false;

  constructor(options: UsageWatchOptions) {
    this.#options = options;
    this.#engine = options.onDidChangeEngine(() => void this.#open());
    void this.#open();
  }

  dispose(): void {
    this.#disposed = true;
    this.#engine.dispose();
    clearTimeout(this.#timer);
    if (this.#stream !== 'opening') this.#stream?.dispose();
  }

  async #open(): Promise<void> {
    if (this.#stream !== undefined) return;
    this.#stream = 'opening';
    try {
      const { stream } = await this.#options.open(({ series, gone }) => {
        this.#means.add(series, gone);
        this.#tellSoon();
      });
      this.#stream = stream;
      if (this.#disposed) stream.dispose();
      else stream.start();
    } catch {
      // There is no engine: it is tried again when that changes.
      this.#stream = undefined;
    }
  }

  #tellSoon(): void {
    if (this.#disposed) return;
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      this.#tell();
    }, everyMs);
  }

  #tell(): void {
    const upserted = this.#means.ids.flatMap((id) => this.#changeOf(id) ?? []);
    const present = new Set(this.#means.ids);
    const removed = [...this.#told.keys()].filter((id) => !present.has(id));
    for (const id of removed) this.#told.delete(id);
    if (upserted.length + removed.length > 0) this.#options.onChange({ upserted, removed });
  }

  /** As exact as it is shown; `undefined` where that is what was told before. */
  #changeOf(containerId: ContainerId): ContainerUsage | undefined {
    const usage = this.#means.of(containerId);
    if (usage === undefined) return undefined;
    const cpuCores = Math.round(usage.cpuCores * 100) / 100;
    const memoryBytes = Number(usage.memoryBytes.toPrecision(2));
    const stamp = `${String(cpuCores)} ${String(memoryBytes)}`;
    if (this.#told.get(containerId) === stamp) return undefined;
    this.#told.set(containerId, stamp);
    return { containerId, cpuCores, memoryBytes };
  }
}
