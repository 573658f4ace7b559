import * as z from 'zod/mini';
import type { ErrorDetails } from '../errors.ts';
import { operationId, projectId, type ContainerId, type ProjectId } from './ids.ts';
import type { ContainerItem, HealthStatus, PortItem } from './inventory.ts';
import { request, serverNotification } from './message.ts';

/** What a project was recognised by. */
export type ProjectSource =
  | { readonly kind: 'compose'; readonly files: readonly string[] }
  | { readonly kind: 'dockerfile'; readonly file: string }
  | {
      readonly kind: 'devcontainer';
      readonly file: string;
      readonly form: 'image' | 'build' | 'compose';
    }
  /** No container file at all: HyperBox proposes one. `stack` is "node", "python", … */
  | { readonly kind: 'stack'; readonly stack: string; readonly file: string }
  /** Not in the workspace, or no longer: known only by the labels of its containers. */
  | { readonly kind: 'running'; readonly files: readonly string[] };

/** `absent` is declared and not created; `outside-profile` needs a profile that is not active. */
export type ServiceState =
  | 'absent'
  | 'outside-profile'
  | 'created'
  | 'starting'
  | 'running'
  | 'healthy'
  | 'unhealthy'
  | 'paused'
  | 'restarting'
  | 'completed'
  | 'exited'
  | 'partial';

export interface ServiceItem {
  readonly name: string;
  readonly state: ServiceState;
  readonly health: HealthStatus;
  /** "exit code 1, 3 s ago" is not here: only the part that does not tick. */
  readonly reason?: string;
  readonly image?: string;
  readonly profiles: readonly string[];
  readonly dependsOn: readonly string[];
  readonly containers: readonly ContainerItem[];
  /** Of all its containers, published ones only. */
  readonly ports: readonly PortItem[];
  /** The file says something else than the containers were made from. */
  readonly drifted: boolean;
  /** Where it is declared; `line` counts from 1. */
  readonly declaredAt?: { readonly path: string; readonly line: number };
  /** Not in the compose file any more, but its containers are still there. */
  readonly orphan: boolean;
}

export type ProjectState = 'stopped' | 'starting' | 'running' | 'partial' | 'unhealthy' | 'invalid';

export type ProjectVerb = 'start' | 'stop' | 'restart' | 'down' | 'rebuild';

export interface ProjectItem {
  readonly id: ProjectId;
  /** The compose project name. */
  readonly name: string;
  /** Absolute path of the project's directory. */
  readonly directory: string;
  /** Absolute path of the workspace folder that holds it; absent when it is in none. */
  readonly workspaceFolder?: string;
  readonly source: ProjectSource;
  readonly state: ProjectState;
  readonly services: readonly ServiceItem[];
  readonly profiles: readonly { readonly name: string; readonly active: boolean }[];
  readonly autoRestart: boolean;
  /** What is being done to it right now. */
  readonly busy?: ProjectVerb;
  /** Why its file cannot be used; services are then those that run. */
  readonly problem?: ErrorDetails & { readonly message: string };
}

/** Answers with all projects and sends changes from then on; `watch: false` stops that. */
export const projectsWatch = request<readonly ProjectItem[]>()(
  'hyperbox/projects/watch',
  z.object({ watch: z.boolean() }),
);
export interface ProjectsChange {
  readonly upserted: readonly ProjectItem[];
  readonly removed: readonly ProjectId[];
}
export const projectsChanged = serverNotification<ProjectsChange>('hyperbox/projects/changed');

const target = z.object({
  projectId,
  /** These services and what they depend on; all of the active profiles when absent. */
  services: z.optional(z.array(z.string())),
  operationId: z.optional(operationId),
});

export interface PortRemap {
  readonly service: string;
  readonly wanted: number;
  readonly chosen: number;
  readonly protocol: 'tcp' | 'udp' | 'sctp';
  /** "container redis-1 of project shop", "process nginx (pid 812)". */
  readonly holder: string;
}
export interface StartResult {
  readonly projectId: ProjectId;
  readonly services: readonly {
    readonly name: string;
    readonly action: 'unchanged' | 'created' | 'recreated' | 'started' | 'completed';
    readonly containerIds: readonly ContainerId[];
    /** `http://localhost:8080`, one for each published TCP port. */
    readonly addresses: readonly string[];
  }[];
  readonly remaps: readonly PortRemap[];
  /** What the user should know though nothing failed, such as a field that has no effect. */
  readonly warnings: readonly string[];
  readonly durationMs: number;
}

/** From whatever is there to running and healthy. */
export const projectsStart = request<StartResult>()(
  'hyperbox/projects/start',
  z.extend(target, {
    /** Build images again even if they exist, and recreate what used them. */
    rebuild: z.optional(z.boolean()),
    recreate: z.optional(z.boolean()),
  }),
);
export const projectsStop = request<null>()('hyperbox/projects/stop', target);
export const projectsRestart = request<null>()('hyperbox/projects/restart', target);
/** Removes containers and networks; volumes only when told. */
export const projectsDown = request<null>()(
  'hyperbox/projects/down',
  z.object({
    projectId,
    volumes: z.optional(z.boolean()),
    operationId: z.optional(operationId),
  }),
);
/** What `down` would remove, so that a confirmation can name it. */
export interface DownPreview {
  readonly containers: readonly string[];
  readonly networks: readonly string[];
  readonly volumes: readonly string[];
}
export const projectsPreviewDown = request<DownPreview>()(
  'hyperbox/projects/previewDown',
  z.object({ projectId }),
);

/** The compose file that HyperBox would use for a project that has none. */
export interface Proposal {
  /** Where it would be saved. */
  readonly path: string;
  readonly text: string;
  /** One sentence on what was recognised: "Node project with a start script, port 3000". */
  readonly summary: string;
}
/** `null` for a project that has its own compose file. */
export const projectsPropose = request<Proposal | null>()(
  'hyperbox/projects/propose',
  z.object({ projectId }),
);
/** Writes the proposal; never over a file that is there. */
export const projectsSaveProposal = request<{ readonly path: string }>()(
  'hyperbox/projects/saveProposal',
  z.object({ projectId }),
);

/** Kept per workspace. Takes effect at the next start. */
export const projectsSetProfiles = request<null>()(
  'hyperbox/projects/setProfiles',
  z.object({ projectId, profiles: z.array(z.string()) }),
);
