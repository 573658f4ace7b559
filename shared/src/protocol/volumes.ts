import * as z from 'zod/mini';
import type { PruneResult } from './containers.ts';
import { volumeName } from './ids.ts';
import { request } from './message.ts';

export const volumesCreate = request<null>()(
  'hyperbox/volumes/create',
  z.object({ name: z.string(), driver: z.optional(z.string()) }),
);
export const volumesInspect = request<{ readonly text: string }>()(
  'hyperbox/volumes/inspect',
  z.object({ volumeName }),
);
export const volumesRemove = request<null>()(
  'hyperbox/volumes/remove',
  z.object({ volumeName, force: z.optional(z.boolean()) }),
);
export const volumesPrune = request<PruneResult>()(
  'hyperbox/volumes/prune',
  z.object({ apply: z.boolean() }),
);
