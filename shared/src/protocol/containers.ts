import * as z from 'zod/mini';
import { containerId, networkId, operationId, type ContainerId } from './ids.ts';
import { request } from './message.ts';

const one = z.object({ containerId });

export const containersStart = request<null>()('hyperbox/containers/start', one);
/** Without `timeoutMs`, the container's own stop grace period holds. */
export const containersStop = request<null>()(
  'hyperbox/containers/stop',
  z.extend(one, { timeoutMs: z.optional(z.number()) }),
);
export const containersRestart = request<null>()('hyperbox/containers/restart', one);
export const containersPause = request<null>()('hyperbox/containers/pause', one);
export const containersUnpause = request<null>()('hyperbox/containers/unpause', one);
export const containersKill = request<null>()(
  'hyperbox/containers/kill',
  z.extend(one, { signal: z.optional(z.string()) }),
);
export const containersRename = request<null>()(
  'hyperbox/containers/rename',
  z.extend(one, { name: z.string() }),
);
export const containersRemove = request<null>()(
  'hyperbox/containers/remove',
  z.extend(one, { force: z.optional(z.boolean()), anonymousVolumes: z.optional(z.boolean()) }),
);
/** The engine's own record, as pretty JSON text. */
export const containersInspect = request<{ readonly text: string }>()(
  'hyperbox/containers/inspect',
  one,
);

export interface ProcessTable {
  readonly titles: readonly string[];
  readonly processes: readonly (readonly string[])[];
}
export const containersTop = request<ProcessTable>()('hyperbox/containers/top', one);

/** Removes every stopped container; without `apply` it only says what would go. */
export const containersPrune = request<PruneResult>()(
  'hyperbox/containers/prune',
  z.object({ apply: z.boolean() }),
);
export interface PruneResult {
  readonly items: readonly { readonly id: string; readonly label: string }[];
  readonly reclaimedBytes: number;
}

/** Copies a file or folder out of a container into a folder of the host. */
export const containersCopyOut = request<null>()(
  'hyperbox/containers/copyOut',
  z.extend(one, {
    containerPath: z.string(),
    hostFolder: z.string(),
    operationId: z.optional(operationId),
  }),
);
/** Copies a host file or folder into a folder of a container. */
export const containersCopyIn = request<null>()(
  'hyperbox/containers/copyIn',
  z.extend(one, {
    hostPath: z.string(),
    containerFolder: z.string(),
    operationId: z.optional(operationId),
  }),
);

/** `docker run -d` in short. `ports` are compose short syntax, `environment` is `NAME=value`. */
export const containersRun = request<{ readonly containerId: ContainerId }>()(
  'hyperbox/containers/run',
  z.object({
    image: z.string(),
    name: z.optional(z.string()),
    ports: z.array(z.string()),
    environment: z.array(z.string()),
    volumes: z.array(z.string()),
    command: z.optional(z.array(z.string())),
    network: z.optional(networkId),
    operationId: z.optional(operationId),
  }),
);
