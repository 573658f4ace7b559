import { volumeName, type VolumeName } from '#shared/protocol/ids';
import type { VolumeItem } from '#shared/protocol/inventory';
import * as z from 'zod/mini';
import type { EngineVolumes } from '../contract.ts';
import type { EngineApi } from './api.ts';
import { anyRecord, labels, listOf, number, text, texts, timeMs } from './record.ts';

const volume = z.object({
  Name: volumeName,
  Driver: text,
  Mountpoint: text,
  CreatedAt: text,
  Labels: labels,
});

export class DockerVolumes implements EngineVolumes {
  readonly #api: EngineApi;

  constructor(api: EngineApi) {
    this.#api = api;
  }

  async list(signal?: AbortSignal): Promise<readonly VolumeItem[]> {
    const answer = await this.#api.json(z.object({ Volumes: listOf(volume) }), {
      what: 'Cannot list the volumes',
      path: '/volumes',
      signal,
    });
    return answer.Volumes.map(normalizeVolume);
  }

  async get(name: string, signal?: AbortSignal): Promise<VolumeItem | undefined> {
    const record = await this.#api.find(volume, {
      what: `Cannot read volume ${name}`,
      path: at(name),
      signal,
    });
    return record && normalizeVolume(record);
  }

  inspect(name: string, signal?: AbortSignal): Promise<Readonly<Record<string, unknown>>> {
    return this.#api.json(anyRecord, {
      what: `Cannot inspect volume ${name}`,
      path: at(name),
      signal,
    });
  }

  async create(spec: Parameters<EngineVolumes['create']>[0]): Promise<VolumeName> {
    const record = await this.#api.json(volume, {
      what: `Cannot create volume ${spec.name}`,
      method: 'POST',
      path: '/volumes/create',
      body: {
        Name: spec.name,
        Driver: spec.driver,
        DriverOpts: spec.driverOptions,
        Labels: spec.labels,
      },
    });
    return record.Name;
  }

  async remove(name: string, options: { readonly force?: boolean } = {}): Promise<void> {
    await this.#api.text({
      what: `Cannot remove volume ${name}`,
      method: 'DELETE',
      path: at(name),
      query: { force: options.force },
      accept: [404],
    });
  }

  async prune(): Promise<{ removed: readonly string[]; reclaimedBytes: number }> {
    const answer = await this.#api.json(
      z.object({ VolumesDeleted: texts, SpaceReclaimed: number }),
      {
        what: 'Cannot remove the unused volumes',
        method: 'POST',
        path: '/volumes/prune',
        // From 1.42 on, the engine prunes anonymous volumes alone unless it is told otherwise.
        query: { filters: this.#api.atLeast('1.42') ? '{"all":["true"]}' : undefined },
        long: true,
      },
    );
    return { removed: answer.VolumesDeleted, reclaimedBytes: answer.SpaceReclaimed };
  }
}

const at = (name: string): string => `/volumes/${encodeURIComponent(name)}`;

const normalizeVolume = (record: z.infer<typeof volume>): VolumeItem => {
  const createdAtMs = timeMs(record.CreatedAt);
  return {
    name: record.Name,
    driver: record.Driver,
    mountpoint: record.Mountpoint,
    ...(createdAtMs !== undefined && { createdAtMs }),
    labels: record.Labels,
  };
};
