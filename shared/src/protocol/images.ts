import * as z from 'zod/mini';
import type { PruneResult } from './containers.ts';
import { imageId, operationId } from './ids.ts';
import { request } from './message.ts';

export const imagesPull = request<null>()(
  'hyperbox/images/pull',
  z.object({ reference: z.string(), operationId: z.optional(operationId) }),
);
export const imagesPush = request<null>()(
  'hyperbox/images/push',
  z.object({ reference: z.string(), operationId: z.optional(operationId) }),
);
export const imagesTag = request<null>()(
  'hyperbox/images/tag',
  z.object({ imageId, reference: z.string() }),
);
export const imagesInspect = request<{ readonly text: string }>()(
  'hyperbox/images/inspect',
  z.object({ imageId }),
);
export const imagesRemove = request<null>()(
  'hyperbox/images/remove',
  z.object({ imageId, force: z.optional(z.boolean()) }),
);
/** Dangling images, or with `all` every image that no container uses; see `containersPrune`. */
export const imagesPrune = request<PruneResult>()(
  'hyperbox/images/prune',
  z.object({ apply: z.boolean(), all: z.optional(z.boolean()) }),
);

/** What the engine's builder keeps for later builds; without `apply` it only says what would go. */
export const imagesPruneBuildCache = request<BuildCachePruned>()(
  'hyperbox/images/pruneBuildCache',
  z.object({ apply: z.boolean() }),
);
export interface BuildCachePruned {
  /** Without `apply`: what no build uses now. */
  readonly shares: readonly BuildCacheShare[];
  readonly reclaimedBytes: number;
}
/** Results of steps, cache mounts of steps, sources that builds were made of, and what else there is. */
export type BuildCacheKind = 'steps' | 'mounts' | 'sources' | 'other';
export interface BuildCacheShare {
  readonly kind: BuildCacheKind;
  readonly count: number;
  readonly bytes: number;
}
