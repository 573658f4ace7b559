import type { BuildCacheKind, BuildCacheShare } from '#shared/protocol/images';
import * as z from 'zod/mini';
import type { EngineBuildCache } from '../contract.ts';
import type { EngineApi } from './api.ts';
import { flag, listOf, number, text } from './record.ts';

export const buildCacheRecord = z.object({
  BuildCache: listOf(z.object({ Type: text, Size: number, InUse: flag, Shared: flag })),
});
type BuildCacheRecord = z.infer<typeof buildCacheRecord>;

const pruned = z.object({ SpaceReclaimed: number });

/** The cache of the builder that is within the engine; Podman has none, and nothing of it to prune. */
export class DockerBuildCache implements EngineBuildCache {
  readonly #api: EngineApi;

  constructor(api: EngineApi) {
    this.#api = api;
  }

  async unused(signal?: AbortSignal): Promise<readonly BuildCacheShare[]> {
    const what = 'Cannot read what builds keep on the disk of the engine';
    // Engines before 1.42 count everything, whatever is asked for.
    const query = { type: 'build-cache' };
    return sharesOf(
      await this.#api.json(buildCacheRecord, {
        ...{ what, path: '/system/df', query, signal, long: true },
      }),
    );
  }

  async prune(signal?: AbortSignal): Promise<{ readonly reclaimedBytes: number }> {
    const { SpaceReclaimed } = await this.#api.json(pruned, {
      what: 'Cannot remove the build cache',
      method: 'POST',
      path: '/build/prune',
      query: { all: true },
      signal,
      long: true,
    });
    return { reclaimedBytes: SpaceReclaimed };
  }
}

/** What BuildKit calls them; all others are its own business. */
const kinds: Readonly<Record<string, BuildCacheKind>> = {
  regular: 'steps',
  'exec.cachemount': 'mounts',
  'source.local': 'sources',
  'source.git.checkout': 'sources',
};

/** Records that are shared lie within others: they go, and free nothing. */
export const sharesOf = ({ BuildCache }: BuildCacheRecord): readonly BuildCacheShare[] => {
  const shares = new Map<BuildCacheKind, { count: number; bytes: number }>();
  for (const { Type, Size, InUse, Shared } of BuildCache) {
    if (InUse) continue;
    const kind = kinds[Type] ?? 'other';
    const share = shares.get(kind) ?? { count: 0, bytes: 0 };
    shares.set(kind, share);
    share.count += 1;
    if (!Shared) share.bytes += Size;
  }
  return Array.from(shares, ([kind, share]) => ({ kind, ...share })).sort(
    (a, b) => b.bytes - a.bytes,
  );
};
