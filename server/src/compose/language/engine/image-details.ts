import * as z from 'zod/mini';
import type { Engine } from '../../../engines/contract.ts';
import { healthTest, inspectImage } from '../../image-record.ts';

const text = z.nullish(z.string());
const texts = z.nullish(z.array(z.string()));

/** What of the engine's own record of an image people ask for. */
const imageRecord = z.object({
  Id: z.string(),
  RepoTags: texts,
  RepoDigests: texts,
  Created: text,
  Size: z.nullish(z.number()),
  Os: text,
  Architecture: text,
  Variant: text,
  Config: z.nullish(
    z.object({
      User: text,
      WorkingDir: text,
      Entrypoint: texts,
      Cmd: texts,
      ExposedPorts: z.nullish(z.record(z.string(), z.unknown())),
      Volumes: z.nullish(z.record(z.string(), z.unknown())),
      Healthcheck: z.nullish(z.object({ Test: texts })),
    }),
  ),
});

export interface ImageDetails {
  readonly id: string;
  readonly tags: readonly string[];
  /** `name@sha256:…`, as registries know it; none for what was only built here. */
  readonly digests: readonly string[];
  readonly createdAtMs?: number;
  readonly sizeBytes: number;
  /** `linux/arm64/v8`. */
  readonly platform: string;
  /** Empty is root. */
  readonly user: string;
  readonly workingDir: string;
  readonly entrypoint: readonly string[];
  readonly command: readonly string[];
  /** `80/tcp` */
  readonly exposedPorts: readonly string[];
  readonly volumes: readonly string[];
  /** Without one, or with one that is turned off, this is absent. */
  readonly healthcheck?: readonly string[];
}

export const readImageDetails = async (
  engine: Engine,
  reference: string,
  signal?: AbortSignal,
): Promise<ImageDetails | 'absent'> => {
  const found = await inspectImage(engine, reference, signal);
  return found === undefined ? 'absent' : toDetails(z.parse(imageRecord, found));
};

const toDetails = (record: z.infer<typeof imageRecord>): ImageDetails => {
  const { Config: config } = record;
  const createdAtMs = Date.parse(record.Created ?? '');
  const healthcheck = healthTest(config?.Healthcheck?.Test);
  return {
    id: record.Id,
    tags: record.RepoTags ?? [],
    digests: (record.RepoDigests ?? []).filter((digest) => !digest.startsWith('<none>')),
    // The engine writes the year 1 where nobody knows.
    ...(createdAtMs > 0 && { createdAtMs }),
    sizeBytes: record.Size ?? 0,
    platform: [record.Os, record.Architecture, record.Variant]
      .filter((part) => part !== undefined && part !== null && part !== '')
      .join('/'),
    user: config?.User ?? '',
    workingDir: config?.WorkingDir ?? '',
    entrypoint: config?.Entrypoint ?? [],
    command: config?.Cmd ?? [],
    exposedPorts: Object.keys(config?.ExposedPorts ?? {}).sort(byNumber),
    volumes: Object.keys(config?.Volumes ?? {}).sort(),
    ...(healthcheck !== undefined && { healthcheck }),
  };
};

const byNumber = (a: string, b: string): number => Number.parseInt(a, 10) - Number.parseInt(b, 10);
