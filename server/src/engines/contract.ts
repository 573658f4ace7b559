import type { Duplex, Readable } from 'node:stream';
import type { EngineCapabilities, EngineItem, EngineFault } from '#shared/protocol/engine';
import type { ContainerId, ImageId, NetworkId, VolumeName } from '#shared/protocol/ids';
import type { BuildCacheShare } from '#shared/protocol/images';
import type { ContainerItem, ImageItem, NetworkItem, VolumeItem } from '#shared/protocol/inventory';
import type { DiskUsage } from '#shared/protocol/metrics';
import type { Disposable } from '../base/disposable.ts';

/**
 * What HyperBox needs of a container engine. Drivers stand behind it; nothing above it knows which.
 *
 * Every call that may take long takes an `AbortSignal`; aborting rejects with a `cancelled` error and
 * frees the connection. Errors are `HyperBoxError`: `not-found` for a thing that is not there,
 * `conflict` for one that is in the way, `engine-unavailable` when the engine does not answer, and
 * `image-not-found`, `registry-denied`, `registry-unreachable`, `disk-full`, `build-failed` for what
 * they say. A stop that finds nothing running, a remove of what is gone and a create of a network or
 * volume that exists with the same name and options have succeeded.
 */
export interface Engine extends Disposable {
  readonly capabilities: EngineCapabilities;

  info(signal?: AbortSignal): Promise<EngineItem>;
  host(signal?: AbortSignal): Promise<EngineHost>;
  /** Adds up what is on its disk, which takes it a while. */
  diskUsage(signal?: AbortSignal): Promise<EngineDiskUsage>;
  readonly containers: EngineContainers;
  readonly images: EngineImages;
  readonly buildCache: EngineBuildCache;
  readonly volumes: EngineVolumes;
  readonly networks: EngineNetworks;

  /**
   * Opens the event stream and resolves once the engine has accepted it, so that what happens after
   * is heard. It ends by itself when the engine goes: `onEnd` says so once, with the cause.
   */
  events(listener: EngineEventListener, signal?: AbortSignal): Promise<Disposable>;
}

/** The machine that the engine runs containers on, as the engine sees it; empty where it does not say. */
export interface EngineHost {
  readonly hostname: string;
  readonly kernelVersion: string;
  readonly memoryBytes: number;
}

export interface EngineDiskUsage {
  readonly images: DiskUsage;
  readonly containers: DiskUsage;
  readonly volumes: DiskUsage;
  readonly buildCache: DiskUsage;
}

/** A driver: how to reach an engine of one kind. Rows of `registry.ts`. */
export interface EngineDriver {
  readonly name: string;
  /** Whether addresses of this form are its own. */
  accepts(address: string): boolean;
  /** Connects and checks that the engine is usable; a fault is a value, not an error. */
  connect(endpoint: Endpoint, signal: AbortSignal): Promise<ConnectResult>;
}

export type ConnectResult =
  | { readonly kind: 'ok'; readonly engine: Engine; readonly item: EngineItem }
  | { readonly kind: 'broken'; readonly fault: EngineFault };

/** Where an engine may listen; made by detection, handed to a driver. */
export interface Endpoint {
  /** See `EndpointItem.id`. */
  readonly id: string;
  readonly label: string;
  readonly address: string;
  /** Client certificates of a docker context or `DOCKER_CERT_PATH`; PEM text. */
  readonly tls?: {
    readonly ca?: string;
    readonly cert?: string;
    readonly key?: string;
    readonly skipVerify: boolean;
  };
}

export interface EngineEventListener {
  onEvent(event: EngineEvent): void;
  /** `cause` is absent when `dispose` ended the stream. */
  onEnd(cause?: Error): void;
}

export interface EngineEvent {
  readonly kind: 'container' | 'image' | 'volume' | 'network' | 'other';
  /** The engine's word: `create`, `start`, `die`, `health_status: healthy`, `pull` … */
  readonly action: string;
  readonly id: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly timeMs: number;
}

export interface ContainerFilter {
  readonly labels?: readonly string[];
}

export interface EngineContainers {
  /** All of them, whatever their state. Reasons and health come with them. */
  list(filter?: ContainerFilter, signal?: AbortSignal): Promise<readonly ContainerItem[]>;
  /** One of `list`, read afresh; `undefined` when it is gone. */
  get(id: string, signal?: AbortSignal): Promise<ContainerItem | undefined>;
  /** The engine's own record. */
  inspect(id: string, signal?: AbortSignal): Promise<Readonly<Record<string, unknown>>>;
  create(spec: ContainerSpec, signal?: AbortSignal): Promise<ContainerId>;
  /** What of it an engine of this age passes over in silence. */
  limits(spec: ContainerSpec): readonly EngineLimit[];
  start(id: string, signal?: AbortSignal): Promise<void>;
  /** `graceMs` overrides the container's own grace period. */
  stop(id: string, options?: { readonly graceMs?: number }, signal?: AbortSignal): Promise<void>;
  restart(id: string, options?: { readonly graceMs?: number }, signal?: AbortSignal): Promise<void>;
  pause(id: string): Promise<void>;
  unpause(id: string): Promise<void>;
  kill(id: string, signalName?: string): Promise<void>;
  rename(id: string, name: string): Promise<void>;
  remove(
    id: string,
    options?: { readonly force?: boolean; readonly anonymousVolumes?: boolean },
  ): Promise<void>;
  /** Resolves with the exit code when the container is not running (any more). */
  wait(id: string, signal?: AbortSignal): Promise<number>;
  top(id: string): Promise<{
    readonly titles: readonly string[];
    readonly processes: readonly (readonly string[])[];
  }>;
  /** Runs a command to its end. Output is cut after `maxOutputBytes` (1 MiB). */
  exec(id: string, spec: ExecSpec, signal?: AbortSignal): Promise<ExecResult>;
  /** Runs a command on a new terminal. */
  openTerminal(id: string, spec: TerminalSpec, signal?: AbortSignal): Promise<EngineTerminal>;
  /**
   * The streams of the container's own command. To be called before it is started, so that nothing of
   * it is missed.
   */
  attach(id: string, spec: AttachSpec, signal?: AbortSignal): Promise<EngineAttachment>;
  /** What is at a path, links on the way followed and the last not; `undefined`: nothing. */
  stat(id: string, path: string, signal?: AbortSignal): Promise<ContainerPath | undefined>;
  /** A tar stream of the path. */
  copyOut(id: string, path: string, signal?: AbortSignal): Promise<Readable>;
  /** Unpacks a tar stream into a folder that exists. */
  copyIn(id: string, folder: string, tar: Readable, signal?: AbortSignal): Promise<void>;
  logs(id: string, options: LogsOptions, listener: LogsListener): Promise<Disposable>;
  /** What it may use and how its processes fare; `undefined` when it is gone. */
  runtime(id: string, signal?: AbortSignal): Promise<ContainerRuntime | undefined>;
  /** About one reading a second until it is disposed of or the container ends. */
  stats(id: string, listener: StatsListener): Promise<Disposable>;
  /** Removes stopped containers, answers with their ids. */
  prune(): Promise<{ readonly removed: readonly string[]; readonly reclaimedBytes: number }>;
}

export interface ContainerRuntime {
  /** Its own limits; absent where it has none. */
  readonly cpuLimitCores?: number;
  readonly memoryLimitBytes?: number;
  /** By the engine itself, as its restart policy says, since it was last started by somebody. */
  readonly restartCount: number;
  readonly startedAtMs?: number;
  /** Of its first process, on the engine's machine; absent while it does not run. */
  readonly pid?: number;
}

export interface ContainerPath {
  readonly kind: 'file' | 'folder' | 'link' | 'other';
  readonly sizeBytes: number;
}

export interface ExecSpec {
  readonly command: readonly string[];
  readonly user?: string;
  readonly workingDir?: string;
  readonly environment?: readonly string[];
  readonly privileged?: boolean;
}
export interface ExecResult {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

export interface TerminalSpec extends ExecSpec {
  readonly columns: number;
  readonly rows: number;
}
export interface EngineTerminal extends Disposable {
  /** Raw bytes both ways; ends when the command ends. */
  readonly stream: Duplex;
  resize(columns: number, rows: number): Promise<void>;
  /** After the stream has ended. */
  exitCode(): Promise<number | undefined>;
}

export interface AttachSpec {
  /** It was created with `tty`. */
  readonly terminal: boolean;
  /** It was created with `autoRemove`: its end is told when it is gone. */
  readonly removed: boolean;
}
export interface EngineAttachment extends EngineTerminal {
  /** What a command without a terminal writes to its standard error. */
  readonly stderr?: Readable;
}

export interface LogsOptions {
  readonly follow: boolean;
  /** How many of the last lines; all when absent. */
  readonly tail?: number;
  readonly sinceMs?: number;
}
/** One whole line, decoded, without its end. */
export interface LogEntry {
  readonly stream: 'stdout' | 'stderr';
  readonly timeMs: number;
  /** RFC 3339 with nanoseconds, as the engine wrote it; orders lines of one container. */
  readonly time: string;
  readonly text: string;
}
export interface LogsListener {
  /**
   * As many as have come at once. A promise holds the reading up until it resolves, so that a container
   * that prints faster than its lines are taken waits, and nothing is gathered.
   */
  onLines(lines: readonly LogEntry[]): Promise<void> | undefined;
  /** Without a cause the container ended, or the engine broke off: which of them its state says. */
  onEnd(cause?: Error): void;
}

/** Totals since the container started; rates are made by who reads them. */
export interface StatsRecord {
  readonly timeMs: number;
  readonly cpuTotalNs: number;
  readonly onlineCpus: number;
  /** Working set: usage without the page cache that can be dropped. */
  readonly memoryBytes: number;
  readonly memoryLimitBytes: number;
  readonly networkReceivedBytes: number;
  readonly networkSentBytes: number;
  readonly diskReadBytes: number;
  readonly diskWrittenBytes: number;
  /** What makes up the network's bytes; absent where the engine does not tell interfaces apart. */
  readonly interfaces?: readonly InterfaceTotals[];
  /** What makes up the disk's bytes; absent where the engine does not tell devices apart. */
  readonly devices?: readonly DeviceTotals[];
  readonly processes: number;
  /** Page cache that `memoryBytes` leaves out. */
  readonly cacheBytes?: number;
  /** All page cache, also what is in use; absent where it is not told. */
  readonly pageCacheBytes?: number;
  /**
   * Periods of the scheduler in which it wanted to run, and those in which its CPU limit held it back;
   * absent where it has no such limit.
   */
  readonly cpuPeriods?: number;
  readonly cpuThrottledPeriods?: number;
}
export interface InterfaceTotals {
  /** As it is called within the container: `eth0`. */
  readonly name: string;
  readonly receivedBytes: number;
  readonly sentBytes: number;
}
export interface DeviceTotals {
  /** The kernel's numbers: `8:0`. */
  readonly device: string;
  readonly readBytes: number;
  readonly writtenBytes: number;
}
export interface StatsListener {
  onSample(sample: StatsRecord): void;
  onEnd(cause?: Error): void;
}

/**
 * What to create. Names and meaning follow the Engine API's container config; sizes are bytes,
 * durations milliseconds. An absent field leaves the image's or the engine's default.
 */
export interface ContainerSpec {
  readonly name?: string;
  readonly image: string;
  readonly platform?: string;
  readonly command?: readonly string[];
  /** An empty list clears the image's entry point. */
  readonly entrypoint?: readonly string[];
  /** `NAME=value`, or `NAME` to unset one of the image's. */
  readonly environment?: readonly string[];
  readonly labels?: Readonly<Record<string, string>>;
  readonly workingDir?: string;
  readonly user?: string;
  readonly hostname?: string;
  readonly domainname?: string;
  readonly macAddress?: string;
  readonly tty?: boolean;
  readonly stdinOpen?: boolean;
  /** Standard input ends with the first connection to it. */
  readonly stdinOnce?: boolean;
  /** The engine removes it when it has ended. */
  readonly autoRemove?: boolean;
  readonly stopSignal?: string;
  readonly stopGraceMs?: number;
  readonly healthcheck?: HealthcheckSpec;
  /** Published and exposed ports. */
  readonly ports?: readonly PortSpec[];
  readonly mounts?: readonly MountSpec[];
  readonly tmpfs?: Readonly<Record<string, string>>;
  readonly volumesFrom?: readonly string[];
  readonly restartPolicy?: { readonly name: string; readonly maximumRetryCount?: number };
  /** `bridge`, `host`, `none`, `container:<id>` or a network's name. */
  readonly networkMode?: string;
  /** The first is joined at creation, the others before the start. */
  readonly networks?: readonly NetworkAttachment[];
  readonly extraHosts?: readonly string[];
  readonly links?: readonly string[];
  readonly dns?: readonly string[];
  readonly dnsSearch?: readonly string[];
  readonly dnsOptions?: readonly string[];
  readonly capAdd?: readonly string[];
  readonly capDrop?: readonly string[];
  readonly privileged?: boolean;
  readonly readOnly?: boolean;
  readonly init?: boolean;
  readonly securityOptions?: readonly string[];
  readonly groupAdd?: readonly string[];
  readonly pid?: string;
  readonly ipc?: string;
  readonly uts?: string;
  readonly cgroup?: string;
  readonly cgroupParent?: string;
  readonly usernsMode?: string;
  readonly isolation?: string;
  readonly runtime?: string;
  readonly storageOptions?: Readonly<Record<string, string>>;
  readonly sysctls?: Readonly<Record<string, string>>;
  readonly ulimits?: readonly {
    readonly name: string;
    readonly soft: number;
    readonly hard: number;
  }[];
  readonly devices?: readonly {
    readonly source: string;
    readonly target: string;
    readonly permissions: string;
  }[];
  readonly deviceCgroupRules?: readonly string[];
  readonly deviceRequests?: readonly {
    readonly driver?: string;
    /** -1 is all of them. */
    readonly count?: number;
    readonly deviceIds?: readonly string[];
    readonly capabilities: readonly string[];
    readonly options?: Readonly<Record<string, string>>;
  }[];
  readonly logging?: {
    readonly driver: string;
    readonly options: Readonly<Record<string, string>>;
  };
  readonly shmSizeBytes?: number;
  readonly oomKillDisable?: boolean;
  readonly oomScoreAdj?: number;
  readonly resources?: ResourcesSpec;
  readonly annotations?: Readonly<Record<string, string>>;
}

export interface ResourcesSpec {
  readonly nanoCpus?: number;
  readonly cpuShares?: number;
  readonly cpuPeriod?: number;
  readonly cpuQuota?: number;
  readonly cpuRealtimePeriod?: number;
  readonly cpuRealtimeRuntime?: number;
  readonly cpusetCpus?: string;
  readonly cpuCount?: number;
  readonly cpuPercent?: number;
  readonly memoryBytes?: number;
  readonly memoryReservationBytes?: number;
  /** -1 is no limit. */
  readonly memorySwapBytes?: number;
  readonly memorySwappiness?: number;
  readonly pidsLimit?: number;
  readonly blkioWeight?: number;
  readonly blkioWeightDevices?: readonly { readonly path: string; readonly weight: number }[];
  readonly blkioReadBps?: readonly { readonly path: string; readonly rate: number }[];
  readonly blkioReadIops?: readonly { readonly path: string; readonly rate: number }[];
  readonly blkioWriteBps?: readonly { readonly path: string; readonly rate: number }[];
  readonly blkioWriteIops?: readonly { readonly path: string; readonly rate: number }[];
}

export interface HealthcheckSpec {
  /** `["NONE"]`, `["CMD", …]` or `["CMD-SHELL", text]`; absent inherits the image's. */
  readonly test?: readonly string[];
  readonly intervalMs?: number;
  readonly timeoutMs?: number;
  readonly startPeriodMs?: number;
  readonly startIntervalMs?: number;
  readonly retries?: number;
}
export interface PortSpec {
  readonly containerPort: number;
  readonly protocol: 'tcp' | 'udp' | 'sctp';
  /** Absent: only exposed. A number, a range `"8000-8010"`, or `""` for any free port. */
  readonly hostPort?: string;
  readonly hostIp?: string;
}
export interface MountSpec {
  readonly kind: 'bind' | 'volume' | 'tmpfs' | 'image' | 'npipe' | 'cluster';
  /** A host path, a volume's name, an image; empty for an anonymous volume. */
  readonly source?: string;
  readonly target: string;
  readonly readOnly?: boolean;
  readonly consistency?: string;
  readonly bind?: {
    readonly propagation?: string;
    readonly createHostPath?: boolean;
    readonly selinux?: string;
    readonly recursive?: string;
  };
  readonly volume?: { readonly noCopy?: boolean; readonly subpath?: string };
  readonly tmpfs?: { readonly sizeBytes?: number; readonly mode?: number };
  readonly image?: { readonly subpath?: string };
}
export interface NetworkAttachment {
  readonly network: string;
  readonly aliases?: readonly string[];
  readonly ipv4Address?: string;
  readonly ipv6Address?: string;
  readonly linkLocalIps?: readonly string[];
  readonly macAddress?: string;
  /** `container:alias`; on networks of the user's own. `ContainerSpec.links` is for the default one. */
  readonly links?: readonly string[];
  readonly driverOptions?: Readonly<Record<string, string>>;
  readonly gatewayPriority?: number;
}

/** What the engine's builder keeps for later builds. */
export interface EngineBuildCache {
  /** By kind, the largest first: what no build uses now. Adds it up, which takes the engine a while. */
  unused(signal?: AbortSignal): Promise<readonly BuildCacheShare[]>;
  /** Removes all that no build uses then. */
  prune(signal?: AbortSignal): Promise<{ readonly reclaimedBytes: number }>;
}

export interface EngineImages {
  list(signal?: AbortSignal): Promise<readonly ImageItem[]>;
  /** By id or reference; `undefined` when it is not on the engine. */
  get(reference: string, signal?: AbortSignal): Promise<ImageItem | undefined>;
  inspect(reference: string, signal?: AbortSignal): Promise<Readonly<Record<string, unknown>>>;
  /**
   * `onProgress` hears every layer. Credentials come from the docker CLI's configuration. Rejects
   * with `timeout` after `idleTimeoutMs` without a word from the engine.
   */
  pull(
    reference: string,
    options: {
      readonly platform?: string;
      readonly idleTimeoutMs?: number;
      readonly onProgress: (layer: LayerProgress) => void;
    },
    signal?: AbortSignal,
  ): Promise<void>;
  push(
    reference: string,
    options: { readonly onProgress: (layer: LayerProgress) => void },
    signal?: AbortSignal,
  ): Promise<void>;
  /** Rejects with `unsupported` where one of `buildLimits` is needed for the image. */
  build(spec: BuildSpec, onLine: (line: string) => void, signal?: AbortSignal): Promise<ImageId>;
  /** What of a build the builder that is there cannot do. */
  buildLimits(spec: BuildSpec): Promise<readonly BuildLimit[]>;
  tag(reference: string, target: string): Promise<void>;
  remove(reference: string, options?: { readonly force?: boolean }): Promise<void>;
  prune(options: {
    readonly all: boolean;
  }): Promise<{ readonly removed: readonly string[]; readonly reclaimedBytes: number }>;
}

export interface LayerProgress {
  /** The layer's short id; absent for words about the whole image. */
  readonly id?: string;
  readonly status: string;
  readonly currentBytes?: number;
  readonly totalBytes?: number;
}

export interface EngineLimit {
  /** As compose files write it: `cache_to`. */
  readonly field: string;
  readonly why: string;
}

export interface BuildLimit extends EngineLimit {
  /** Without it another image would come out, or none. */
  readonly needed: boolean;
}

export interface BuildSpec {
  /** Absolute path of the context folder, whose `.dockerignore` is honoured, or a URL. */
  readonly context: string;
  /** Absolute, or relative to the context. May lie outside the context. */
  readonly dockerfile?: string;
  readonly dockerfileInline?: string;
  readonly tags: readonly string[];
  readonly args?: Readonly<Record<string, string | null>>;
  readonly target?: string;
  readonly platform?: string;
  readonly labels?: Readonly<Record<string, string>>;
  readonly cacheFrom?: readonly string[];
  readonly network?: string;
  readonly extraHosts?: readonly string[];
  readonly shmSizeBytes?: number;
  readonly noCache?: boolean;
  readonly pull?: boolean;
  /** Folders, URLs or `docker-image://…`, by the name that `FROM` and `COPY --from` use. */
  readonly additionalContexts?: Readonly<Record<string, string>>;
  readonly cacheTo?: readonly string[];
  readonly secrets?: readonly BuildSecret[];
  /** `default` or `id=path`, of an agent's socket or a key. */
  readonly ssh?: readonly string[];
  readonly ulimits?: ContainerSpec['ulimits'];
  readonly isolation?: string;
  /** Steps that ask for it may do everything that the engine may. */
  readonly privileged?: boolean;
  readonly entitlements?: readonly string[];
  readonly provenance?: string;
  readonly sbom?: string;
}

/** What `RUN --mount=type=secret` sees. */
export type BuildSecret = { readonly id: string } & (
  { readonly file: string } | { readonly value: string }
);

export interface EngineVolumes {
  list(signal?: AbortSignal): Promise<readonly VolumeItem[]>;
  get(name: string, signal?: AbortSignal): Promise<VolumeItem | undefined>;
  inspect(name: string, signal?: AbortSignal): Promise<Readonly<Record<string, unknown>>>;
  create(spec: {
    readonly name: string;
    readonly driver?: string;
    readonly driverOptions?: Readonly<Record<string, string>>;
    readonly labels?: Readonly<Record<string, string>>;
  }): Promise<VolumeName>;
  remove(name: string, options?: { readonly force?: boolean }): Promise<void>;
  prune(): Promise<{ readonly removed: readonly string[]; readonly reclaimedBytes: number }>;
}

export interface EngineNetworks {
  list(signal?: AbortSignal): Promise<readonly NetworkItem[]>;
  get(idOrName: string, signal?: AbortSignal): Promise<NetworkItem | undefined>;
  inspect(idOrName: string, signal?: AbortSignal): Promise<Readonly<Record<string, unknown>>>;
  create(spec: NetworkSpec): Promise<NetworkId>;
  /** What of it an engine of this age passes over in silence. */
  limits(spec: NetworkSpec): readonly EngineLimit[];
  connect(
    idOrName: string,
    containerId: string,
    attachment?: Omit<NetworkAttachment, 'network'>,
  ): Promise<void>;
  disconnect(
    idOrName: string,
    containerId: string,
    options?: { readonly force?: boolean },
  ): Promise<void>;
  remove(idOrName: string): Promise<void>;
  prune(): Promise<{ readonly removed: readonly string[] }>;
}

export interface NetworkSpec {
  readonly name: string;
  readonly driver?: string;
  readonly driverOptions?: Readonly<Record<string, string>>;
  readonly internal?: boolean;
  readonly attachable?: boolean;
  readonly enableIpv4?: boolean;
  readonly enableIpv6?: boolean;
  readonly labels?: Readonly<Record<string, string>>;
  readonly ipam?: {
    readonly driver?: string;
    readonly options?: Readonly<Record<string, string>>;
    readonly config?: readonly {
      readonly subnet?: string;
      readonly ipRange?: string;
      readonly gateway?: string;
      readonly auxAddresses?: Readonly<Record<string, string>>;
    }[];
  };
}
