import type { PruneResult } from '#shared/protocol/containers';
import type { ContainerId, NetworkId } from '#shared/protocol/ids';
import type { EngineConnection } from '../engines/connection-contract.ts';
import { Pruner, type PruneCandidate } from '../prune/prune.ts';

export interface NewNetwork {
  readonly name: string;
  readonly driver?: string | undefined;
  readonly internal?: boolean | undefined;
  readonly subnet?: string | undefined;
}

export class Networks {
  readonly #connection: EngineConnection;
  readonly #pruner: Pruner;

  constructor(connection: EngineConnection) {
    this.#connection = connection;
    this.#pruner = new Pruner({
      candidates: () => this.#unused(),
      remove: (id) => this.#connection.require().networks.remove(id),
    });
  }

  async create({ name, driver, internal, subnet }: NewNetwork): Promise<void> {
    await this.#connection.require().networks.create({
      name,
      ...(driver !== undefined && { driver }),
      ...(internal !== undefined && { internal }),
      ...(subnet !== undefined && { ipam: { config: [{ subnet }] } }),
    });
  }

  async inspect(id: NetworkId): Promise<string> {
    return JSON.stringify(await this.#connection.require().networks.inspect(id), undefined, 2);
  }

  async connect(
    id: NetworkId,
    container: ContainerId,
    aliases: readonly string[] | undefined,
  ): Promise<void> {
    const { networks } = this.#connection.require();
    await networks.connect(id, container, aliases === undefined ? undefined : { aliases });
  }

  async disconnect(id: NetworkId, container: ContainerId): Promise<void> {
    await this.#connection.require().networks.disconnect(id, container);
  }

  async remove(id: NetworkId): Promise<void> {
    await this.#connection.require().networks.remove(id);
  }

  prune(viewer: object, options: { readonly apply: boolean }): Promise<PruneResult> {
    return this.#pruner.run(viewer, options);
  }

  /** A stopped container still needs its networks when it is started again. */
  async #unused(): Promise<readonly PruneCandidate[]> {
    const engine = this.#connection.require();
    const [networks, containers] = await Promise.all([
      engine.networks.list(),
      engine.containers.list(),
    ]);
    const used = new Set(containers.flatMap((container) => container.networks));
    return networks
      .filter(({ name, builtIn }) => !builtIn && !used.has(name))
      .map(({ id, name }) => ({ id, label: name, bytes: 0 }));
  }
}
