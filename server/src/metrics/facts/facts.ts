import type { ContainerId } from '#shared/protocol/ids';
import type { ContainerItem } from '#shared/protocol/inventory';
import type { MetricsFacts } from '#shared/protocol/metrics';
import { messageOf } from '../../base/error.ts';
import type { Log } from '../../base/log.ts';
import type { EngineConnection } from '../../engines/connection-contract.ts';
import type { ContainerRuntime } from '../../engines/contract.ts';
import type { Projects } from '../../projects/contract.ts';
import { placeOf } from '../place.ts';
import { ComposeLimits } from './compose-limits.ts';
import { Restarts } from './restarts.ts';

interface Known {
  /** Of which start of the container it was read. */
  readonly stamp: string;
  readonly runtime: Promise<ContainerRuntime | undefined>;
  latest?: ContainerRuntime | undefined;
  restarts: number;
}

/** What is known of containers beside their readings; read once each time one starts. */
export class Facts {
  readonly #connection: EngineConnection;
  readonly #log: Log;
  readonly #composeLimits: ComposeLimits;
  readonly #restarts = new Restarts();
  readonly #known = new Map<ContainerId, Known>();

  constructor(options: {
    readonly connection: EngineConnection;
    readonly projects: Pick<Projects, 'list' | 'load'>;
    readonly log: Log;
  }) {
    this.#connection = options.connection;
    this.#log = options.log;
    this.#composeLimits = new ComposeLimits(options);
  }

  /** What is known by now. */
  of(item: ContainerItem): MetricsFacts {
    const known = this.#known.get(item.id);
    const { compose, health } = item;
    const declared =
      compose === undefined ? {} : this.#composeLimits.of(compose.project, compose.service);
    const cpuLimitCores = known?.latest?.cpuLimitCores ?? declared.cpuLimitCores;
    const memoryLimitBytes = known?.latest?.memoryLimitBytes ?? declared.memoryLimitBytes;
    return {
      ...(compose !== undefined && { project: compose.project, service: compose.service }),
      ...(health !== 'none' && { health }),
      restarts: known?.restarts ?? item.restartCount ?? 0,
      ...(cpuLimitCores !== undefined && { cpuLimitCores }),
      ...(memoryLimitBytes !== undefined && { memoryLimitBytes }),
    };
  }

  /** As the engine last told it. */
  runtimeOf(id: ContainerId): ContainerRuntime | undefined {
    return this.#known.get(id)?.latest;
  }

  /** Reads what is not known of this start of the container; resolves also when that fails. */
  async learn(item: ContainerItem): Promise<void> {
    const stamp = `${item.status} ${String(item.startedAtMs ?? '')} ${String(item.restartCount ?? '')}`;
    const before = this.#known.get(item.id);
    if (before?.stamp === stamp) {
      await before.runtime;
      return;
    }
    await this.#read(item, stamp);
  }

  /** Its limits were changed while it runs. */
  async learnAgain(item: ContainerItem): Promise<void> {
    await this.#read(item, this.#known.get(item.id)?.stamp ?? '');
  }

  /** Forgets all but these. */
  keep(present: ReadonlySet<ContainerId>): void {
    for (const id of this.#known.keys()) if (!present.has(id)) this.#known.delete(id);
  }

  async #read(item: ContainerItem, stamp: string): Promise<void> {
    const before = this.#known.get(item.id);
    const known: Known = {
      stamp,
      runtime: this.#ask(item.id),
      latest: before?.latest,
      restarts: before?.restarts ?? item.restartCount ?? 0,
    };
    this.#known.set(item.id, known);
    const runtime = await known.runtime;
    if (runtime === undefined || this.#known.get(item.id) !== known) return;
    known.latest = runtime;
    const { project, key } = placeOf(item);
    known.restarts = this.#restarts.see(`${project ?? ''}\n${key}`, item.id, runtime);
    const isLimited = runtime.cpuLimitCores !== undefined && runtime.memoryLimitBytes !== undefined;
    // Not waited for: it may take a look through folders.
    if (project !== undefined && !isLimited) void this.#composeLimits.read(project);
  }

  async #ask(id: ContainerId): Promise<ContainerRuntime | undefined> {
    try {
      return await this.#connection.engine?.containers.runtime(id);
    } catch (error) {
      this.#log.debug(`What ${id} may use is not known: ${messageOf(error)}`);
      return undefined;
    }
  }
}
