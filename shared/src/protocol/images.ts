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
