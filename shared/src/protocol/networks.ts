import * as z from 'zod/mini';
import type { PruneResult } from './containers.ts';
import { containerId, networkId } from './ids.ts';
import { request } from './message.ts';

export const networksCreate = request<null>()(
  'hyperbox/networks/create',
  z.object({
    name: z.string(),
    driver: z.optional(z.string()),
    internal: z.optional(z.boolean()),
    subnet: z.optional(z.string()),
  }),
);
export const networksInspect = request<{ readonly text: string }>()(
  'hyperbox/networks/inspect',
  z.object({ networkId }),
);
export const networksConnect = request<null>()(
  'hyperbox/networks/connect',
  z.object({ networkId, containerId, aliases: z.optional(z.array(z.string())) }),
);
export const networksDisconnect = request<null>()(
  'hyperbox/networks/disconnect',
  z.object({ networkId, containerId }),
);
export const networksRemove = request<null>()('hyperbox/networks/remove', z.object({ networkId }));
export const networksPrune = request<PruneResult>()(
  'hyperbox/networks/prune',
  z.object({ apply: z.boolean() }),
);
