import { createHash } from 'node:crypto';
import type { ComposeService } from '../model.ts';

/**
 * The hash that `docker compose` writes into `com.docker.compose.config-hash`, so that each leaves
 * alone what the other has made from the same file. It is the SHA-256 of the service as Go's
 * `encoding/json` writes compose-go's `ServiceConfig`: fields in the order of their declaration,
 * maps sorted, empty values left out, `<`, `>` and `&` escaped. How the service is built, pulled,
 * scaled and what it depends on is not part of it. Source: docker/compose, pkg/compose/hash.go.
 */
export const configHash = (declared: ComposeService): string => {
  const text = JSON.stringify(inOrder(withoutLifecycle(declared), 'service'));
  return createHash('sha256').update(escapeAsGo(text)).digest('hex');
};

const leftOut: ReadonlySet<string> = new Set([
  'build',
  'pull_policy',
  'scale',
  'depends_on',
  'profiles',
]);

const withoutLifecycle = (declared: ComposeService): Readonly<Record<string, unknown>> => ({
  ...Object.fromEntries(Object.entries(declared).filter(([field]) => !leftOut.has(field))),
  ...(declared.deploy !== undefined && { deploy: { ...declared.deploy, replicas: undefined } }),
});

const escapeAsGo = (json: string): string =>
  json.replace(
    /[<>&\u2028\u2029]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );

/** A record of compose-go: its fields in order, and which of them are records themselves. */
interface Shape {
  readonly fields: readonly string[];
  readonly shapes?: Readonly<Record<string, string>>;
}

const fields = (text: string): readonly string[] => text.trim().split(/\s+/);

const shapes: Readonly<Record<string, Shape>> = {
  service: {
    fields: fields(`annotations attach develop blkio_config cap_add cap_drop cgroup_parent cgroup
      cpu_count cpu_percent cpu_period cpu_quota cpu_rt_period cpu_rt_runtime cpus cpuset cpu_shares
      command configs container_name credential_spec deploy device_cgroup_rules devices dns dns_opt
      dns_search dockerfile domainname entrypoint provider environment env_file expose extends
      external_links extra_hosts group_add gpus hostname healthcheck image init ipc isolation labels
      label_file links logging log_driver log_opt mem_limit mem_reservation memswap_limit
      mem_swappiness mac_address models net network_mode networks oom_kill_disable oom_score_adj pid
      pids_limit platform ports privileged read_only restart runtime secrets security_opt shm_size
      stdin_open stop_grace_period stop_signal storage_opt sysctls tmpfs tty ulimits use_api_socket
      user userns_mode uts volume_driver volumes volumes_from working_dir pre_start post_start
      pre_stop`),
    shapes: {
      develop: 'develop',
      blkio_config: 'blkio',
      configs: 'file',
      secrets: 'file',
      credential_spec: 'credential',
      deploy: 'deploy',
      devices: 'device',
      env_file: 'envFile',
      gpus: 'deviceRequest',
      healthcheck: 'healthcheck',
      logging: 'logging',
      networks: 'map:network',
      ports: 'port',
      provider: 'provider',
      ulimits: 'map:ulimit',
      volumes: 'mount',
      post_start: 'hook',
      pre_stop: 'hook',
    },
  },
  develop: { fields: ['watch'], shapes: { watch: 'watch' } },
  watch: {
    fields: fields('path action target exec include ignore initial_sync'),
    shapes: { exec: 'hook' },
  },
  hook: { fields: fields('command user privileged working_dir environment') },
  blkio: {
    fields: fields(`weight weight_device device_read_bps device_read_iops device_write_bps
      device_write_iops`),
  },
  file: { fields: fields('source target uid gid mode') },
  credential: { fields: fields('config file registry') },
  deploy: {
    fields: fields(`mode replicas labels update_config rollback_config resources restart_policy
      placement endpoint_mode`),
    shapes: {
      update_config: 'update',
      rollback_config: 'update',
      resources: 'resources',
      restart_policy: 'restartPolicy',
      placement: 'placement',
    },
  },
  update: {
    fields: fields('parallelism delay failure_action monitor max_failure_ratio order'),
  },
  resources: {
    fields: ['limits', 'reservations'],
    shapes: { limits: 'resource', reservations: 'resource' },
  },
  resource: {
    fields: fields('cpus memory pids devices generic_resources'),
    shapes: { devices: 'deviceRequest' },
  },
  restartPolicy: { fields: fields('condition delay max_attempts window') },
  placement: { fields: fields('constraints preferences max_replicas_per_node') },
  device: { fields: fields('source target permissions') },
  deviceRequest: { fields: fields('capabilities driver count device_ids options') },
  envFile: { fields: fields('path required format') },
  healthcheck: {
    fields: fields('test timeout interval retries start_period start_interval disable'),
  },
  logging: { fields: fields('driver options') },
  network: {
    fields: fields(`aliases driver_opts gw_priority interface_name ipv4_address ipv6_address
      link_local_ips mac_address priority`),
  },
  port: { fields: fields('name mode host_ip target published protocol app_protocol') },
  provider: { fields: fields('type options') },
  ulimit: { fields: fields('single soft hard') },
  mount: {
    fields: fields('type source target read_only consistency bind volume tmpfs image'),
    shapes: { bind: 'bind', volume: 'volume', tmpfs: 'tmpfs' },
  },
  bind: { fields: fields('selinux propagation create_host_path recursive') },
  volume: { fields: fields('labels nocopy subpath') },
  tmpfs: { fields: fields('size mode') },
};

const inOrder = (value: unknown, shapeName: string | undefined): unknown => {
  if (Array.isArray(value)) return value.map((entry: unknown) => inOrder(entry, shapeName));
  if (typeof value !== 'object' || value === null) return value;
  const shape = shapeName === undefined ? undefined : shapes[shapeName];
  const entries = Object.entries(value).filter(([, part]) => part !== undefined);
  if (shapeName?.startsWith('map:') === true) {
    const of = shapeName.slice('map:'.length);
    return Object.fromEntries(entries.sort(byName).map(([key, part]) => [key, inOrder(part, of)]));
  }
  if (shape === undefined) {
    return Object.fromEntries(
      entries.sort(byName).map(([key, part]) => [key, inOrder(part, undefined)]),
    );
  }
  const parts = new Map(entries);
  return Object.fromEntries(
    // A field that this table does not know comes last, so that a change of it still counts.
    [...shape.fields, ...unknownFields(shape, parts)]
      .filter((field) => parts.has(field) && !isLeftOut(field, parts.get(field)))
      .map((field) => [field, inOrder(parts.get(field), shape.shapes?.[field])]),
  );
};

const unknownFields = (shape: Shape, parts: ReadonlyMap<string, unknown>): readonly string[] =>
  [...parts.keys()]
    .filter((field) => !shape.fields.includes(field) && !field.startsWith('x-'))
    .sort();

/** Go's `omitempty`; a command or an entry point that is empty means something. */
const isLeftOut = (field: string, value: unknown): boolean =>
  field !== 'command' && field !== 'entrypoint' && Array.isArray(value) && value.length === 0;

const byName = ([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number =>
  a < b ? -1 : 1;
