import { networkId, type NetworkId } from '#shared/protocol/ids';
import type { NetworkItem } from '#shared/protocol/inventory';
import * as z from 'zod/mini';
import { HyperBoxError } from '../../base/error.ts';
import type { EngineLimit, EngineNetworks, NetworkAttachment, NetworkSpec } from '../contract.ts';
import type { EngineApi } from './api.ts';
import { toEndpointSettings } from './endpoint-settings.ts';
import { engineMessage, statusOf } from './errors.ts';
import { networkRecord, normalizeNetwork, sameNetwork, toNetworkBody } from './network-item.ts';
import { anyRecord, texts } from './record.ts';
import { networkLimitsOf } from './spec-limits.ts';

export class DockerNetworks implements EngineNetworks {
  readonly #api: EngineApi;

  constructor(api: EngineApi) {
    this.#api = api;
  }

  async list(signal?: AbortSignal): Promise<readonly NetworkItem[]> {
    const records = await this.#api.json(z.nullable(z.array(networkRecord)), {
      what: 'Cannot list the networks',
      path: '/networks',
      signal,
    });
    return (records ?? []).map(normalizeNetwork);
  }

  async get(idOrName: string, signal?: AbortSignal): Promise<NetworkItem | undefined> {
    const record = await this.#api.find(networkRecord, {
      what: `Cannot read network ${idOrName}`,
      path: at(idOrName),
      signal,
    });
    return record && normalizeNetwork(record);
  }

  inspect(idOrName: string, signal?: AbortSignal): Promise<Readonly<Record<string, unknown>>> {
    return this.#api.json(anyRecord, {
      what: `Cannot inspect network ${idOrName}`,
      path: at(idOrName),
      signal,
    });
  }

  limits(spec: NetworkSpec): readonly EngineLimit[] {
    return networkLimitsOf(spec, (version) => this.#api.atLeast(version));
  }

  /** Names are not unique to the engine unless it is asked to check; it is. */
  async create(spec: NetworkSpec): Promise<NetworkId> {
    const what = `Cannot create network ${spec.name}`;
    try {
      const answer = await this.#api.json(z.object({ Id: networkId }), {
        what,
        method: 'POST',
        path: '/networks/create',
        body: toNetworkBody(spec, (version) => this.#api.atLeast(version)),
        long: true,
      });
      return answer.Id;
    } catch (error) {
      const existing = isConflict(error) ? await this.get(spec.name) : undefined;
      if (existing === undefined) throw error;
      if (sameNetwork(existing, spec)) return existing.id;
      throw new HyperBoxError('conflict', `${what}: one with other options has that name.`, {
        hint: 'Remove the existing network, or choose another name.',
        cause: error,
      });
    }
  }

  async connect(
    idOrName: string,
    containerId: string,
    attachment: Omit<NetworkAttachment, 'network'> = {},
  ): Promise<void> {
    await this.#api.text({
      what: `Cannot connect ${containerId} to network ${idOrName}`,
      method: 'POST',
      path: `${at(idOrName)}/connect`,
      body: {
        Container: containerId,
        EndpointConfig: toEndpointSettings(attachment, (version) => this.#api.atLeast(version)),
      },
    });
  }

  async disconnect(
    idOrName: string,
    containerId: string,
    options: { readonly force?: boolean } = {},
  ): Promise<void> {
    await this.#api.text({
      what: `Cannot disconnect ${containerId} from network ${idOrName}`,
      method: 'POST',
      path: `${at(idOrName)}/disconnect`,
      body: { Container: containerId, Force: options.force === true },
    });
  }

  async remove(idOrName: string): Promise<void> {
    await this.#api.text({
      what: `Cannot remove network ${idOrName}`,
      method: 'DELETE',
      path: at(idOrName),
      accept: [404],
      long: true,
    });
  }

  async prune(): Promise<{ readonly removed: readonly string[] }> {
    const answer = await this.#api.json(z.object({ NetworksDeleted: texts }), {
      what: 'Cannot remove the unused networks',
      method: 'POST',
      path: '/networks/prune',
      long: true,
    });
    return { removed: answer.NetworksDeleted };
  }
}

const at = (idOrName: string): string => `/networks/${encodeURIComponent(idOrName)}`;

const isConflict = (error: unknown): boolean =>
  error instanceof Error &&
  (statusOf(error.cause) === 409 ||
    // Podman answers 500 here.
    /already (exists|used)/i.test(engineMessage(error.cause)));
