import type { ImageId } from '#shared/protocol/ids';
import type { ImageItem } from '#shared/protocol/inventory';
import * as z from 'zod/mini';
import type { BuildLimit, BuildSpec, EngineImages, LayerProgress } from '../contract.ts';
import type { EngineApi } from './api.ts';
import type { Builder } from './build.ts';
import type { Credentials } from './credentials.ts';
import {
  imageRecord,
  inspectedImage,
  normalizeImage,
  normalizeInspectedImage,
} from './image-item.ts';
import { parseReference } from './image-reference.ts';
import { pullImage, pushImage } from './pull.ts';
import { anyRecord, number, listOf, maybe } from './record.ts';

export class DockerImages implements EngineImages {
  readonly #api: EngineApi;
  readonly #credentials: Credentials;
  readonly #builder: Builder;

  constructor(api: EngineApi, credentials: Credentials, builder: Builder) {
    this.#api = api;
    this.#credentials = credentials;
    this.#builder = builder;
  }

  async list(signal?: AbortSignal): Promise<readonly ImageItem[]> {
    const records = await this.#api.json(z.nullable(z.array(imageRecord)), {
      what: 'Cannot list the images',
      path: '/images/json',
      signal,
    });
    return (records ?? []).map(normalizeImage);
  }

  async get(reference: string, signal?: AbortSignal): Promise<ImageItem | undefined> {
    const record = await this.#api.find(inspectedImage, {
      what: `Cannot read image ${reference}`,
      path: at(reference, '/json'),
      signal,
    });
    return record && normalizeInspectedImage(record);
  }

  inspect(reference: string, signal?: AbortSignal): Promise<Readonly<Record<string, unknown>>> {
    return this.#api.json(anyRecord, {
      what: `Cannot inspect image ${reference}`,
      path: at(reference, '/json'),
      signal,
    });
  }

  pull(
    reference: string,
    options: Parameters<EngineImages['pull']>[1],
    signal?: AbortSignal,
  ): Promise<void> {
    return pullImage(
      { api: this.#api, credentials: this.#credentials },
      reference,
      options,
      signal,
    );
  }

  push(
    reference: string,
    options: { readonly onProgress: (layer: LayerProgress) => void },
    signal?: AbortSignal,
  ): Promise<void> {
    return pushImage(
      { api: this.#api, credentials: this.#credentials },
      reference,
      options,
      signal,
    );
  }

  build(spec: BuildSpec, onLine: (line: string) => void, signal?: AbortSignal): Promise<ImageId> {
    return this.#builder.build(spec, onLine, signal);
  }

  buildLimits(spec: BuildSpec): Promise<readonly BuildLimit[]> {
    return this.#builder.limits(spec);
  }

  async tag(reference: string, target: string): Promise<void> {
    const { name, tag } = parseReference(target);
    await this.#api.text({
      what: `Cannot tag ${reference} as ${target}`,
      method: 'POST',
      path: at(reference, '/tag'),
      query: { repo: name, tag },
    });
  }

  async remove(reference: string, options: { readonly force?: boolean } = {}): Promise<void> {
    await this.#api.text({
      what: `Cannot remove image ${reference}`,
      method: 'DELETE',
      path: at(reference, ''),
      query: { force: options.force },
      accept: [404],
      long: true,
    });
  }

  async prune(options: {
    readonly all: boolean;
  }): Promise<{ removed: readonly string[]; reclaimedBytes: number }> {
    const answer = await this.#api.json(pruned, {
      what: 'Cannot remove the unused images',
      method: 'POST',
      path: '/images/prune',
      query: { filters: JSON.stringify({ dangling: [String(!options.all)] }) },
      long: true,
    });
    return {
      removed: answer.ImagesDeleted.flatMap(({ Untagged, Deleted }) => Untagged ?? Deleted ?? []),
      reclaimedBytes: answer.SpaceReclaimed,
    };
  }
}

const pruned = z.object({
  ImagesDeleted: listOf(z.object({ Untagged: maybe(z.string()), Deleted: maybe(z.string()) })),
  SpaceReclaimed: number,
});

// Slashes stay: the engine's routes take a whole reference, and some proxies undo the encoding.
const at = (reference: string, what: string): string =>
  `/images/${reference.split('/').map(encodeURIComponent).join('/')}${what}`;
