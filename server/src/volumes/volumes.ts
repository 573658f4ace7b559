import type { PruneResult } from '#shared/protocol/containers';
import type { VolumeName } from '#shared/protocol/ids';
import type { EngineConnection } from '../engines/connection-contract.ts';
import { Pruner, type PruneCandidate } from '../prune/prune.ts';

export class Volumes {
  readonly #connection: EngineConnection;
  readonly #pruner: Pruner;

  constructor(connection: EngineConnection) {
    this.#connection = connection;
    this.#pruner = new Pruner({
      candidates: () => this.#unused(),
      remove: (id) => this.#connection.require().volumes.remove(id),
    });
  }

  async create(name: string, driver: string | undefined): Promise<void> {
    const { volumes } = this.#connection.require();
    await volumes.create({ name, ...(driver !== undefined && { driver }) });
  }

  async inspect(name: VolumeName): Promise<string> {
    return JSON.stringify(await this.#connection.require().volumes.inspect(name), undefined, 2);
  }

  async remove(name: VolumeName, options: { readonly force: boolean }): Promise<void> {
    await this.#connection.require().volumes.remove(name, options);
  }

  prune(viewer: object, options: { readonly apply: boolean }): Promise<PruneResult> {
    return this.#pruner.run(viewer, options);
  }

  /** Named ones too: every volume that no container has, running or not. */
  async #unused(): Promise<readonly PruneCandidate[]> {
    const engine = this.#connection.require();
    const [volumes, containers] = await Promise.all([
      engine.volumes.list(),
      engine.containers.list(),
    ]);
    const mounts = containers.flatMap((container) => container.mounts);
    const used = new Set(
      mounts.filter(({ kind }) => kind === 'volume').map(({ source }) => source),
    );
    return volumes
      .filter(({ name }) => !used.has(name))
      .map(({ name }) => ({ id: name, label: name, bytes: 0 }));
  }
}
