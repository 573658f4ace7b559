import * as z from 'zod/mini';
import type { ErrorDetails } from '../errors.ts';
import { operationId, projectId, type ContainerId, type ProjectId, type StreamId } from './ids.ts';
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
  /** Whether a saved file reaches it by itself: its own toggle, else the project's. */
  readonly autoRestart: boolean;
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
  /** What holds for services that have no toggle of their own. */
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
  /** Where any port of a range would have done: its last one; `wanted` is its first. */
  readonly wantedTo?: number;
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
  /** Names of containers that are left though the file does not have their service any more. */
  readonly orphans: readonly string[];
  readonly durationMs: number;
}

const startParams = z.extend(target, {
  /** Build images again even if they exist, and recreate what used them. */
  rebuild: z.optional(z.boolean()),
  recreate: z.optional(z.boolean()),
  /** Only `services` themselves, not what they depend on. */
  noDependencies: z.optional(z.boolean()),
  /** How many containers of a service there shall be, by its name; it wins over the file. */
  scale: z.optional(z.record(z.string(), z.int().check(z.nonnegative()))),
  /** Remove containers of services that the file does not have any more. */
  removeOrphans: z.optional(z.boolean()),
});

/** From whatever is there to running and healthy. */
export const projectsStart = request<StartResult>()('hyperbox/projects/start', startParams);

export type PlannedVerb =
  | 'keep'
  | 'create'
  | 'recreate'
  | 'start'
  | 'restart'
  | 'unpause'
  | 'remove'
  | 'pull'
  | 'build'
  /** It cannot be done: an external network or an image that is never pulled is not there. */
  | 'fail';

/** One thing that a start would do, and why. */
export interface PlannedAction {
  readonly kind: 'network' | 'volume' | 'image' | 'service' | 'container' | 'orphan';
  /** Of a service, what happens to it on the whole. */
  readonly verb: PlannedVerb;
  /** Its name on the engine; of a service, that in the file. */
  readonly target: string;
  readonly service?: string;
  /** "does not exist", "image changed: nginx:1.26 → nginx:1.27". */
  readonly reason: string;
  /** Of a service: its image and containers, in the order in which they come. */
  readonly children: readonly PlannedAction[];
}

/** What a start would do. Nothing on the engine is touched to find out. */
export interface StartPreview {
  readonly projectId: ProjectId;
  /** The project's name. */
  readonly name: string;
  /** Services in an order in which dependencies come first. */
  readonly actions: readonly PlannedAction[];
  /** How many of them, children counted and services not, are more than `keep`. */
  readonly changes: number;
  /** The same as a tree of text, one line an element. */
  readonly lines: readonly string[];
  readonly warnings: readonly string[];
}
/** What `hyperbox/projects/start` with the same parameters would do now. */
export const projectsPreview = request<StartPreview>()('hyperbox/projects/preview', startParams);
/** How a service ended that had been started. */
export interface ServiceExit {
  readonly projectId: ProjectId;
  readonly project: string;
  readonly service: string;
  readonly exitCode: number;
  /** From its last start to its end. */
  readonly ranForMs: number;
  /** How often it has ended since; more than once where the engine starts it again. */
  readonly ends: number;
  /** The last lines that it printed, oldest first. */
  readonly output: readonly string[];
}
/**
 * A service ended with another code than 0 soon after a start or a restart that had succeeded, and
 * nobody had asked it to. Sent once for each service and start.
 */
export const projectsServiceExited = serverNotification<ServiceExit>(
  'hyperbox/projects/serviceExited',
);
export const projectsStop = request<null>()('hyperbox/projects/stop', target);
export const projectsRestart = request<null>()('hyperbox/projects/restart', target);
/** Removes containers (one-off ones too) and networks; volumes only when told. */
export const projectsDown = request<null>()(
  'hyperbox/projects/down',
  z.object({
    projectId,
    volumes: z.optional(z.boolean()),
    /** Containers of services that the file does not have any more, too. */
    removeOrphans: z.optional(z.boolean()),
    operationId: z.optional(operationId),
  }),
);
/** Removes containers of services that the file does not have any more; answers with their names. */
export const projectsRemoveOrphans = request<readonly string[]>()(
  'hyperbox/projects/removeOrphans',
  z.object({ projectId, operationId: z.optional(operationId) }),
);
/** What `down` with volumes and orphans would remove, so that a confirmation can name it. */
export interface DownPreview {
  readonly containers: readonly string[];
  readonly networks: readonly string[];
  readonly volumes: readonly string[];
}
export const projectsPreviewDown = request<DownPreview>()(
  'hyperbox/projects/previewDown',
  z.object({ projectId }),
);

export interface OneOffRun {
  readonly containerId: ContainerId;
  /** `<project>-<service>-run-<id>`. */
  readonly containerName: string;
  /**
   * Of the terminal messages: `printed`, `typed`, `resized`, `inputEnded` and `closed` (which stops the
   * container) work with it, and `exited` tells the exit code. Absent when `detach` was asked for.
   */
  readonly streamId?: StreamId;
  readonly warnings: readonly string[];
}

/** Runs a command once in a new container of a service; what it depends on is started before. */
export const projectsRunOnce = request<OneOffRun>()(
  'hyperbox/projects/runOnce',
  z.object({
    projectId,
    service: z.string(),
    /** Instead of the service's own. */
    command: z.optional(z.array(z.string())),
    /** Instead of the service's own; an empty list clears the image's. */
    entrypoint: z.optional(z.array(z.string())),
    /** `NAME=value`, or `NAME` for the value that the server's own environment has. */
    environment: z.optional(z.array(z.string())),
    labels: z.optional(z.record(z.string(), z.string())),
    workingDir: z.optional(z.string()),
    user: z.optional(z.string()),
    /** Instead of `<project>-<service>-run-<id>`. */
    name: z.optional(z.string()),
    /** More mounts, in compose's short syntax. */
    volumes: z.optional(z.array(z.string())),
    /** Ports to publish, in compose's short syntax; none of the service's own otherwise. */
    publish: z.optional(z.array(z.string())),
    /** Publish the ports of the service as the file says. */
    servicePorts: z.optional(z.boolean()),
    noDependencies: z.optional(z.boolean()),
    /** Build its image before. */
    build: z.optional(z.boolean()),
    /** Remove the container when it has ended. */
    remove: z.optional(z.boolean()),
    /** Let it run by itself: nothing is attached. */
    detach: z.optional(z.boolean()),
    /** Give it a terminal of this size; without, its output comes as it is, stderr apart. */
    terminal: z.optional(z.object({ columns: z.number(), rows: z.number() })),
    /** Text in the terminal messages has one character a byte, for what is no UTF-8. */
    bytes: z.optional(z.boolean()),
    operationId: z.optional(operationId),
  }),
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
