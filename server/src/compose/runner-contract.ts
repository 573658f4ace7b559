import type { ContainerId } from '#shared/protocol/ids';
import type { DownPreview, PortRemap, StartPreview, StartResult } from '#shared/protocol/projects';
import type { WorkContext } from '../base/progress.ts';
import type { EngineAttachment } from '../engines/contract.ts';
import type { ComposeModel } from './model.ts';

export interface StartOptions {
  /** These and what they depend on; all when absent. */
  readonly services?: readonly string[];
  readonly rebuild?: boolean;
  readonly recreate?: boolean;
  /** Only `services` themselves. */
  readonly noDependencies?: boolean;
  /** How many containers of a service there shall be, whatever the file says. */
  readonly scale?: Readonly<Record<string, number>>;
  /** Removes containers of services that the file does not have any more. */
  readonly removeOrphans?: boolean;
  /** Answers once all are started, whether they become ready or not. */
  readonly untilStarted?: boolean;
}

export interface DownOptions {
  readonly volumes: boolean;
  /** Containers of services that the file does not have any more, too. All are removed without a file. */
  readonly removeOrphans: boolean;
}

/** A command in a container of its own, made as the service's are. */
export interface RunOnceOptions {
  readonly service: string;
  readonly command?: readonly string[];
  readonly entrypoint?: readonly string[];
  readonly environment?: readonly string[];
  readonly labels?: Readonly<Record<string, string>>;
  readonly workingDir?: string;
  readonly user?: string;
  readonly name?: string;
  /** In compose's short syntax. */
  readonly volumes?: readonly string[];
  /** In compose's short syntax. */
  readonly publish?: readonly string[];
  readonly servicePorts?: boolean;
  readonly noDependencies?: boolean;
  readonly build?: boolean;
  readonly remove?: boolean;
  readonly detach?: boolean;
  readonly terminal?: { readonly columns: number; readonly rows: number };
}

export interface RunningOnce {
  readonly containerId: ContainerId;
  readonly containerName: string;
  /** Its streams; absent when it was to be left to itself. The caller owns it. */
  readonly attachment?: EngineAttachment;
  readonly warnings: readonly string[];
}

/**
 * Brings a compose model and an engine into agreement. Everything it makes carries the standard
 * `com.docker.compose.*` labels. It holds no state but what is on the engine and, for ports, on disk.
 */
export interface ComposeRunner {
  start(
    model: ComposeModel,
    options: StartOptions,
    work: WorkContext,
  ): Promise<Omit<StartResult, 'projectId'>>;
  /** What a start would do; touches nothing. */
  preview(
    model: ComposeModel,
    options: StartOptions,
    signal: AbortSignal,
  ): Promise<Omit<StartPreview, 'projectId'>>;
  /** Resolves when the command runs, or with `detach` when it has been started. */
  runOnce(model: ComposeModel, options: RunOnceOptions, work: WorkContext): Promise<RunningOnce>;
  /** Answers with the names of what it removed. */
  removeOrphans(model: ComposeModel, work: WorkContext): Promise<readonly string[]>;
  /** Stops containers in reverse dependency order; `model` is absent for a project known by labels. */
  stop(target: RunTarget, work: WorkContext): Promise<void>;
  restart(target: RunTarget, work: WorkContext): Promise<void>;
  down(target: RunTarget, options: DownOptions, work: WorkContext): Promise<void>;
  previewDown(target: RunTarget): Promise<DownPreview>;
  /** Names of services whose containers were made from something else than `model` says now. */
  drifted(model: ComposeModel): Promise<ReadonlySet<string>>;
  /** For who brings single services up to date while the others run. */
  readonly services: ServiceRunner;
}

export interface StartedService {
  readonly name: string;
  readonly containerIds: readonly string[];
}

/**
 * Works on single services of a project that is up, on several at the same time; the caller sees to it that
 * nobody does to the same. Who works on the whole project waits for all of them, and they for it.
 */
export interface ServiceRunner {
  /** As that of the project, but answers once they are started. */
  start(
    model: ComposeModel,
    options: StartOptions & { readonly services: readonly string[] },
    work: WorkContext,
  ): Promise<Omit<StartResult, 'projectId'>>;
  /** Answers with what was restarted: those that were asked for, and who asks to be restarted with them. */
  restart(target: RunTarget, work: WorkContext): Promise<readonly StartedService[]>;
  /**
   * Resolves when what was started is healthy or, without a health check, has not ended at once; rejects
   * as a start does. Nobody has to wait for it. `healthy` where at least one has a health check.
   */
  untilReady(
    model: ComposeModel,
    services: readonly StartedService[],
    signal: AbortSignal,
  ): Promise<'healthy' | 'running'>;
}

export interface RunTarget {
  /** The compose project name, as in `com.docker.compose.project`. */
  readonly project: string;
  readonly model?: ComposeModel;
  readonly services?: readonly string[];
}

/** Keeps host ports apart between projects, also across windows. */
export interface PortAllocator {
  /**
   * A host port for each wanted one: the kept choice of this project, the wanted port when it is
   * free, else the next free one of the range that the user has set. Chosen ports are reserved until
   * `release`.
   */
  allocate(request: {
    readonly project: string;
    readonly wanted: readonly WantedPort[];
    /** Host ports that turned out to be taken though they looked free. */
    readonly avoid?: readonly number[];
    readonly signal: AbortSignal;
  }): Promise<readonly PortChoice[]>;
  /** Forgets a project's choices (after `down`). */
  release(project: string): Promise<void>;
}
export interface WantedPort {
  /** The service; for its second and later containers `service:number`. */
  readonly service: string;
  readonly hostIp: string;
  readonly port: number;
  /**
   * Any port from `port` to `to` will do. Two container ports may have one range, so the one that it
   * is for belongs to the wish.
   */
  readonly range?: { readonly to: number; readonly target: number } | undefined;
  readonly protocol: 'tcp' | 'udp' | 'sctp';
}
export interface PortChoice extends WantedPort {
  readonly chosen: number;
  /** Set when `chosen` is not what was wanted. */
  readonly remap?: PortRemap;
}
