/**
 * A compose project in its canonical form: interpolated, merged, extended, defaults filled in, short
 * syntaxes written long, paths absolute. Field names and shapes are those of the compose
 * specification and of `docker compose config --format json`, so durations are strings such as
 * "1m30s" and sizes decimal strings of bytes; `values/` reads them.
 */
export interface ComposeModel {
  readonly name: string;
  /** Services of the active profiles, and those that they depend on. */
  readonly services: Readonly<Record<string, ComposeService>>;
  /** Services that only an inactive profile would bring in. */
  readonly disabledServices: Readonly<Record<string, ComposeService>>;
  readonly networks: Readonly<Record<string, ComposeNetwork>>;
  readonly volumes: Readonly<Record<string, ComposeVolume>>;
  readonly configs: Readonly<Record<string, ComposeFileObject>>;
  readonly secrets: Readonly<Record<string, ComposeFileObject>>;
  readonly models: Readonly<Record<string, ComposeAiModel>>;
  /** `x-…` at the top level. */
  readonly extensions: Readonly<Record<string, unknown>>;
  /** Absolute; what relative paths were resolved against. */
  readonly workingDir: string;
  /** Absolute paths of the compose files named by the user, in merge order. */
  readonly files: readonly string[];
  /** Absolute paths of the env files that were named instead of `.env`. */
  readonly envFiles?: readonly string[];
  readonly activeProfiles: readonly string[];
  /** Every profile that a service names, sorted. */
  readonly allProfiles: readonly string[];
  /** What interpolation saw: `.env` and the process environment merged. */
  readonly environment: Readonly<Record<string, string>>;
}

type StringMap = Readonly<Record<string, string>>;
type Json = unknown;

export interface ComposeService {
  readonly annotations?: StringMap;
  readonly attach?: boolean;
  readonly build?: ComposeBuild;
  readonly develop?: { readonly watch?: readonly ComposeWatch[] };
  readonly blkio_config?: {
    readonly weight?: number;
    readonly weight_device?: readonly { readonly path: string; readonly weight: number }[];
    readonly device_read_bps?: readonly { readonly path: string; readonly rate: string }[];
    readonly device_read_iops?: readonly { readonly path: string; readonly rate: string }[];
    readonly device_write_bps?: readonly { readonly path: string; readonly rate: string }[];
    readonly device_write_iops?: readonly { readonly path: string; readonly rate: string }[];
  };
  readonly cap_add?: readonly string[];
  readonly cap_drop?: readonly string[];
  readonly cgroup_parent?: string;
  readonly cgroup?: string;
  readonly cpu_count?: number;
  readonly cpu_percent?: number;
  readonly cpu_period?: string;
  readonly cpu_quota?: string;
  readonly cpu_rt_period?: string;
  readonly cpu_rt_runtime?: string;
  readonly cpus?: number;
  readonly cpuset?: string;
  readonly cpu_shares?: string;
  /** `null`: the image's own. */
  readonly command: readonly string[] | null;
  readonly configs?: readonly ComposeFileMount[];
  readonly container_name?: string;
  readonly credential_spec?: {
    readonly config?: string;
    readonly file?: string;
    readonly registry?: string;
  };
  readonly depends_on?: Readonly<Record<string, ComposeDependency>>;
  readonly deploy?: ComposeDeploy;
  readonly device_cgroup_rules?: readonly string[];
  readonly devices?: readonly {
    readonly source: string;
    readonly target?: string;
    readonly permissions?: string;
  }[];
  readonly dns?: readonly string[];
  readonly dns_opt?: readonly string[];
  readonly dns_search?: readonly string[];
  readonly domainname?: string;
  /** `null`: the image's own; an empty list: none. */
  readonly entrypoint: readonly string[] | null;
  readonly provider?: { readonly type: string; readonly options?: Json };
  /** Merged with env_file; `null` means that the variable is passed on if it is set. */
  readonly environment?: Readonly<Record<string, string | null>>;
  readonly env_file?: readonly {
    readonly path: string;
    readonly required?: boolean;
    readonly format?: string;
  }[];
  readonly expose?: readonly string[];
  readonly external_links?: readonly string[];
  readonly extra_hosts?: readonly string[];
  readonly gpus?: readonly ComposeDeviceRequest[];
  readonly group_add?: readonly string[];
  readonly hostname?: string;
  readonly healthcheck?: ComposeHealthcheck;
  readonly image?: string;
  readonly init?: boolean;
  readonly ipc?: string;
  readonly isolation?: string;
  readonly labels?: StringMap;
  readonly label_file?: readonly string[];
  readonly links?: readonly string[];
  readonly logging?: { readonly driver?: string; readonly options?: StringMap };
  readonly mac_address?: string;
  readonly mem_limit?: string;
  readonly mem_reservation?: string;
  readonly memswap_limit?: string;
  readonly mem_swappiness?: string;
  readonly models?: Readonly<Record<string, Json>>;
  readonly network_mode?: string;
  readonly networks?: Readonly<Record<string, ComposeServiceNetwork | null>>;
  readonly oom_kill_disable?: boolean;
  readonly oom_score_adj?: number;
  readonly pid?: string;
  readonly pids_limit?: number;
  readonly platform?: string;
  readonly ports?: readonly ComposePort[];
  readonly post_start?: readonly ComposeHook[];
  readonly pre_stop?: readonly ComposeHook[];
  readonly pre_start?: readonly ComposePreStart[];
  readonly privileged?: boolean;
  readonly profiles?: readonly string[];
  readonly pull_policy?: string;
  readonly read_only?: boolean;
  readonly restart?: string;
  readonly runtime?: string;
  readonly scale?: number;
  readonly secrets?: readonly ComposeFileMount[];
  readonly security_opt?: readonly string[];
  readonly shm_size?: string;
  readonly stdin_open?: boolean;
  readonly stop_grace_period?: string;
  readonly stop_signal?: string;
  readonly storage_opt?: StringMap;
  readonly sysctls?: StringMap;
  readonly tmpfs?: readonly string[];
  readonly tty?: boolean;
  readonly ulimits?: Readonly<
    Record<string, number | { readonly soft: number; readonly hard: number }>
  >;
  readonly use_api_socket?: boolean;
  readonly user?: string;
  readonly userns_mode?: string;
  readonly uts?: string;
  readonly volumes?: readonly ComposeMount[];
  readonly volumes_from?: readonly string[];
  readonly working_dir?: string;
  readonly [extension: `x-${string}`]: Json;
}

export interface ComposeBuild {
  readonly context?: string;
  readonly dockerfile?: string;
  readonly dockerfile_inline?: string;
  readonly entitlements?: readonly string[];
  readonly args?: Readonly<Record<string, string | null>>;
  readonly provenance?: string;
  readonly sbom?: string;
  readonly ssh?: readonly string[];
  readonly labels?: StringMap;
  readonly cache_from?: readonly string[];
  readonly cache_to?: readonly string[];
  readonly no_cache?: boolean;
  readonly additional_contexts?: StringMap;
  readonly pull?: boolean;
  readonly extra_hosts?: readonly string[];
  readonly isolation?: string;
  readonly network?: string;
  readonly target?: string;
  readonly secrets?: readonly ComposeFileMount[];
  readonly shm_size?: string;
  readonly tags?: readonly string[];
  readonly ulimits?: Readonly<
    Record<string, number | { readonly soft: number; readonly hard: number }>
  >;
  readonly platforms?: readonly string[];
  readonly privileged?: boolean;
}

export interface ComposeDependency {
  readonly condition: 'service_started' | 'service_healthy' | 'service_completed_successfully';
  readonly required: boolean;
  readonly restart?: boolean;
}

export interface ComposeHealthcheck {
  readonly test?: readonly string[];
  readonly timeout?: string;
  readonly interval?: string;
  readonly retries?: number;
  readonly start_period?: string;
  readonly start_interval?: string;
  readonly disable?: boolean;
}

export interface ComposePort {
  readonly mode?: string;
  readonly host_ip?: string;
  readonly target: number;
  /** A port, a range "8000-8010", or absent for any free one. */
  readonly published?: string;
  readonly protocol?: string;
  readonly name?: string;
  readonly app_protocol?: string;
}

export interface ComposeMount {
  readonly type: string;
  readonly source?: string;
  readonly target: string;
  readonly read_only?: boolean;
  readonly consistency?: string;
  readonly bind?: {
    readonly propagation?: string;
    readonly create_host_path?: boolean;
    readonly recursive?: string;
    readonly selinux?: string;
  };
  readonly volume?: {
    readonly nocopy?: boolean;
    readonly subpath?: string;
    readonly labels?: StringMap;
  };
  readonly tmpfs?: { readonly size?: string; readonly mode?: number };
  readonly image?: { readonly subpath?: string };
}

export interface ComposeFileMount {
  readonly source?: string;
  readonly target?: string;
  readonly uid?: string;
  readonly gid?: string;
  readonly mode?: string;
}

export interface ComposeServiceNetwork {
  readonly aliases?: readonly string[];
  readonly ipv4_address?: string;
  readonly ipv6_address?: string;
  readonly link_local_ips?: readonly string[];
  readonly mac_address?: string;
  readonly driver_opts?: StringMap;
  readonly priority?: number;
  readonly gw_priority?: number;
  readonly interface_name?: string;
}

export interface ComposeHook {
  readonly command: readonly string[];
  readonly user?: string;
  readonly privileged?: boolean;
  readonly working_dir?: string;
  readonly environment?: Readonly<Record<string, string | null>>;
}

/** A command in a container of its own. */
export interface ComposePreStart extends Omit<ComposeHook, 'command'> {
  /** `null`: the image's own. */
  readonly command: readonly string[] | null;
  readonly image?: string;
  readonly per_replica?: boolean;
}

export interface ComposeWatch {
  readonly path: string;
  readonly action: 'sync' | 'rebuild' | 'restart' | 'sync+restart' | 'sync+exec';
  readonly target?: string;
  readonly ignore?: readonly string[];
  readonly include?: readonly string[];
  readonly initial_sync?: boolean;
  readonly exec?: ComposeHook;
}

export interface ComposeDeploy {
  readonly mode?: string;
  readonly replicas?: number;
  readonly labels?: StringMap;
  readonly resources?: {
    readonly limits?: ComposeResources;
    readonly reservations?: ComposeResources;
  };
  readonly restart_policy?: {
    readonly condition?: string;
    readonly delay?: string;
    readonly max_attempts?: number;
    readonly window?: string;
  };
  readonly update_config?: Json;
  readonly rollback_config?: Json;
  readonly placement?: Json;
  readonly endpoint_mode?: string;
}
export interface ComposeResources {
  readonly cpus?: number | string;
  readonly memory?: string;
  readonly pids?: number;
  readonly devices?: readonly ComposeDeviceRequest[];
  readonly generic_resources?: Json;
}
export interface ComposeDeviceRequest {
  readonly capabilities?: readonly string[];
  readonly driver?: string;
  /** -1 is all. */
  readonly count?: number;
  readonly device_ids?: readonly string[];
  readonly options?: StringMap;
}

export interface ComposeNetwork {
  /** The engine's name: `<project>_<key>` unless given. */
  readonly name: string;
  readonly driver?: string;
  readonly driver_opts?: StringMap;
  readonly ipam?: {
    readonly driver?: string;
    readonly config?: readonly {
      readonly subnet?: string;
      readonly ip_range?: string;
      readonly gateway?: string;
      readonly aux_addresses?: StringMap;
    }[];
    readonly options?: StringMap;
  };
  readonly external?: boolean;
  readonly internal?: boolean;
  readonly attachable?: boolean;
  readonly enable_ipv4?: boolean;
  readonly enable_ipv6?: boolean;
  readonly labels?: StringMap;
}

export interface ComposeVolume {
  readonly name: string;
  readonly driver?: string;
  readonly driver_opts?: StringMap;
  readonly external?: boolean;
  readonly labels?: StringMap;
}

/** A top-level config or secret. */
export interface ComposeFileObject {
  readonly name: string;
  readonly file?: string;
  readonly environment?: string;
  readonly content?: string;
  readonly external?: boolean;
  readonly labels?: StringMap;
  readonly driver?: string;
  readonly driver_opts?: StringMap;
  readonly template_driver?: string;
}

export interface ComposeAiModel {
  readonly name?: string;
  readonly model: string;
  readonly context_size?: number;
  readonly runtime_flags?: readonly string[];
}
