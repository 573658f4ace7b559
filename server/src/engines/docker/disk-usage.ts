import type { DiskUsage } from '#shared/protocol/metrics';
import * as z from 'zod/mini';
import type { EngineDiskUsage } from '../contract.ts';
import type { EngineApi } from './api.ts';
import { flag, listOf, number, text } from './record.ts';

/** -1 where the engine has not counted. */
const size = z.catch(z.number(), -1);

export const diskRecord = z.object({
  LayersSize: number,
  Images: listOf(z.object({ Size: size, SharedSize: size, Containers: number })),
  Containers: listOf(z.object({ SizeRw: number, State: text })),
  Volumes: listOf(
    z.object({
      UsageData: z.catch(z.object({ Size: size, RefCount: number }), { Size: -1, RefCount: -1 }),
    }),
  ),
  BuildCache: listOf(z.object({ Size: number, InUse: flag, Shared: flag })),
  BuilderSize: number,
});
type DiskRecord = z.infer<typeof diskRecord>;

export const readDiskUsage = async (
  api: EngineApi,
  signal?: AbortSignal,
): Promise<EngineDiskUsage> => {
  const what = 'Cannot read what the engine keeps on its disk';
  return normalizeDisk(
    await api.json(diskRecord, { what, path: '/system/df', signal, long: true }),
  );
};

/** Counts as `docker system df` does: what of each kind nothing uses could be freed. */
export const normalizeDisk = (record: DiskRecord): EngineDiskUsage => ({
  images: imagesOf(record),
  containers: usage(record.Containers, {
    bytes: ({ SizeRw }) => SizeRw,
    used: ({ State }) => busyStates.has(State.toLowerCase()),
  }),
  volumes: usage(record.Volumes, {
    bytes: ({ UsageData }) => UsageData.Size,
    used: ({ UsageData }) => UsageData.RefCount !== 0,
  }),
  buildCache: buildCacheOf(record),
});

const busyStates: ReadonlySet<string> = new Set(['running', 'paused', 'restarting']);

/**
 * Images share layers, so their sizes do not add up: the engine says what all layers take. What only a
 * used image has cannot be freed.
 */
const imagesOf = ({ Images, LayersSize }: DiskRecord): DiskUsage => {
  const own = (image: DiskRecord['Images'][number]): number =>
    image.Size < 0 || image.SharedSize < 0 ? 0 : image.Size - image.SharedSize;
  // Podman leaves the layers at 0: what is shared is then as large as the largest share of it.
  const bytes =
    LayersSize || sum(Images.map(own)) + Math.max(0, ...Images.map(({ SharedSize }) => SharedSize));
  const used = sum(Images.filter(({ Containers }) => Containers !== 0).map(own));
  return { count: Images.length, bytes, reclaimableBytes: Math.max(0, bytes - used) };
};

/** Records that are shared lie within others; an old builder says only how much there is. */
const buildCacheOf = ({ BuildCache, BuilderSize }: DiskRecord): DiskUsage => {
  if (BuildCache.length === 0) {
    return { count: 0, bytes: BuilderSize, reclaimableBytes: BuilderSize };
  }
  const own = usage(
    BuildCache.filter(({ Shared }) => !Shared),
    { bytes: ({ Size }) => Size, used: ({ InUse }) => InUse },
  );
  return { ...own, count: BuildCache.length };
};

const usage = <Item>(
  items: readonly Item[],
  read: { readonly bytes: (item: Item) => number; readonly used: (item: Item) => boolean },
): DiskUsage => {
  const bytesOf = (some: readonly Item[]): number =>
    sum(some.map((item) => Math.max(0, read.bytes(item))));
  return {
    count: items.length,
    bytes: bytesOf(items),
    reclaimableBytes: bytesOf(items.filter((item) => !read.used(item))),
  };
};

const sum = (values: readonly number[]): number =>
  values.reduce((total, value) => total + value, 0);
