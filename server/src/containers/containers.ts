import type { ProcessTable, PruneResult } from '#shared/protocol/containers';
import type { ContainerId } from '#shared/protocol/ids';
import type { ContainerStatus } from '#shared/protocol/inventory';
import type { EngineConnection } from '../engines/connection-contract.ts';
import type { EngineContainers } from '../engines/contract.ts';
import { Pruner, type PruneCandidate } from '../prune/prune.ts';

/** What a prune takes, as `docker container prune` does. */
const stopped: ReadonlySet<ContainerStatus> = new Set(['created', 'exited', 'dead']);

export class Containers {
  readonly #connection: EngineConnection;
  readonly #pruner: Pruner;

  constructor(connection: EngineConnection) {
    this.#connection = connection;
    this.#pruner = new Pruner({
      candidates: () => this.#stopped(),
      remove: (id) => this.#engine.remove(id),
    });
  }

  get #engine(): EngineContainers {
    return this.#connection.require().containers;
  }

  async start(id: ContainerId, signal: AbortSignal): Promise<void> {
    await this.#engine.start(id, signal);
  }

  async stop(id: ContainerId, timeoutMs: number | undefined, signal: AbortSignal): Promise<void> {
    await this.#engine.stop(id, timeoutMs === undefined ? {} : { graceMs: timeoutMs }, signal);
  }

  async restart(id: ContainerId, signal: AbortSignal): Promise<void> {
    await this.#engine.restart(id, {}, signal);
  }

  async pause(id: ContainerId): Promise<void> {
    await this.#engine.pause(id);
  }

  async unpause(id: ContainerId): Promise<void> {
    await this.#engine.unpause(id);
  }

  async kill(id: ContainerId, signalName: string | undefined): Promise<void> {
    await this.#engine.kill(id, signalName);
  }

  async rename(id: ContainerId, name: string): Promise<void> {
    await this.#engine.rename(id, name);
  }

  async remove(
    id: ContainerId,
    options: { readonly force: boolean; readonly anonymousVolumes: boolean },
  ): Promise<void> {
    await this.#engine.remove(id, options);
  }

  async inspect(id: ContainerId): Promise<string> {
    return JSON.stringify(await this.#engine.inspect(id), undefined, 2);
  }

  async top(id: ContainerId): Promise<ProcessTable> {
    return await this.#engine.top(id);
  }

  prune(viewer: object, options: { readonly apply: boolean }): Promise<PruneResult> {
    return this.#pruner.run(viewer, options);
  }

  async #stopped(): Promise<readonly PruneCandidate[]> {
    const containers = await this.#engine.list();
    return containers
      .filter(({ status }) => stopped.has(status))
      .map(({ id, name }) => ({ id, label: name, bytes: 0 }));
  }
}
