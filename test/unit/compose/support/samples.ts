import type { Sample } from './effect.ts';

const hook = {
  command: ['a', 'b'],
  user: 'u',
  privileged: true,
  working_dir: '/w',
  environment: { A: '1' },
};
const device = { path: '/dev/a', rate: '1024' };
const gpu = { capabilities: ['gpu'], driver: 'nvidia', options: { a: 'b' } };
const file = { source: 'text', target: '/in/here', uid: '5', gid: '6', mode: '0440' };

/** The fields of a service that can all stand beside each other. */
const web = {
  image: 'app:1',
  annotations: { a: 'b' },
  attach: false,
  blkio_config: {
    weight: 300,
    weight_device: [{ path: '/dev/a', weight: 5 }],
    device_read_bps: [device],
    device_read_iops: [device],
    device_write_bps: [device],
    device_write_iops: [device],
  },
  cap_add: ['NET_ADMIN'],
  cap_drop: ['MKNOD'],
  cgroup: 'host',
  cgroup_parent: '/parent',
  command: ['run'],
  configs: [file],
  container_name: 'own-name',
  cpu_count: 1,
  cpu_percent: 10,
  cpu_period: 1000,
  cpu_quota: 500,
  cpu_rt_period: 1000,
  cpu_rt_runtime: 400,
  cpu_shares: 10,
  cpus: 0.5,
  cpuset: '0',
  credential_spec: { file: 'spec.json' },
  depends_on: { db: { condition: 'service_started', required: true, restart: true } },
  device_cgroup_rules: ['c 1:3 mr'],
  devices: [{ source: '/dev/a', target: '/dev/b', permissions: 'r' }],
  dns: ['1.1.1.1'],
  dns_opt: ['use-vc'],
  dns_search: ['example.org'],
  domainname: 'example.org',
  entrypoint: ['/entry'],
  env_file: [{ path: './a.env', required: true, format: 'raw' }],
  environment: { B: '2' },
  expose: ['9000'],
  external_links: ['other:there'],
  extra_hosts: { there: '10.0.0.1' },
  group_add: ['mail'],
  healthcheck: {
    test: ['CMD', 'true'],
    interval: '1s',
    timeout: '2s',
    retries: 3,
    start_period: '4s',
    start_interval: '5s',
  },
  hostname: 'host',
  init: true,
  ipc: 'host',
  isolation: 'default',
  label_file: ['./a.labels'],
  labels: { c: 'd' },
  links: ['db:sql'],
  logging: { driver: 'local', options: { a: 'b' } },
  mem_limit: '64m',
  mem_reservation: '32m',
  mem_swappiness: 10,
  memswap_limit: '128m',
  models: { llm: { endpoint_var: 'E', model_var: 'M' } },
  networks: {
    front: {
      aliases: ['www'],
      driver_opts: { a: 'b' },
      gw_priority: 1,
      interface_name: 'eth7',
      ipv4_address: '10.1.0.5',
      ipv6_address: '2001:db8::5',
      link_local_ips: ['169.254.8.8'],
      mac_address: '02:42:ac:11:00:01',
      priority: 1,
    },
    back: {},
  },
  oom_kill_disable: true,
  oom_score_adj: 5,
  pid: 'host',
  pids_limit: 7,
  platform: 'linux/amd64',
  ports: [
    {
      target: 80,
      published: '8080',
      protocol: 'tcp',
      host_ip: '127.0.0.1',
      mode: 'host',
      name: 'http',
      app_protocol: 'http',
    },
  ],
  post_start: [hook],
  pre_start: [{ ...hook, image: 'hook:1' }],
  pre_stop: [hook],
  privileged: true,
  pull_policy: 'always',
  pull_refresh_after: '1d',
  restart: 'on-failure:3',
  runtime: 'runsc',
  secrets: [{ ...file, source: 'of-variable', target: 'named' }],
  security_opt: ['no-new-privileges:true'],
  shm_size: '64m',
  stdin_open: true,
  stop_grace_period: '1s',
  stop_signal: 'SIGINT',
  storage_opt: { size: '1G' },
  sysctls: { 'net.a': '1' },
  tmpfs: ['/run'],
  tty: true,
  ulimits: { nofile: { soft: 10, hard: 20 } },
  use_api_socket: true,
  user: '5',
  userns_mode: 'host',
  uts: 'host',
  volumes: [
    {
      type: 'bind',
      source: '/srv',
      target: '/bound',
      read_only: true,
      consistency: 'cached',
      bind: { propagation: 'rshared', create_host_path: false, recursive: 'enabled', selinux: 'z' },
    },
    {
      type: 'volume',
      source: 'data',
      target: '/data',
      volume: { nocopy: true, subpath: 'sub', labels: { a: 'b' } },
    },
    { type: 'tmpfs', target: '/t', tmpfs: { size: '1m', mode: 448 } },
    { type: 'image', source: 'other:1', target: '/i', image: { subpath: 's' } },
  ],
  volumes_from: ['db:ro'],
  working_dir: '/w',
};

const whole: Sample = {
  document: {
    name: 'shop',
    services: { web, db: { image: 'db:1' } },
    networks: {
      front: {
        name: 'own-front',
        driver: 'bridge',
        driver_opts: { a: 'b' },
        attachable: true,
        internal: true,
        enable_ipv4: true,
        enable_ipv6: true,
        labels: { a: 'b' },
        ipam: {
          driver: 'default',
          options: { a: 'b' },
          config: [
            {
              subnet: '10.1.0.0/16',
              gateway: '10.1.0.1',
              ip_range: '10.1.2.0/24',
              aux_addresses: { router: '10.1.0.9' },
            },
          ],
        },
      },
      back: {},
    },
    volumes: {
      data: { name: 'own-data', driver: 'local', driver_opts: { a: 'b' }, labels: { a: 'b' } },
    },
    configs: {
      text: { name: 'n', content: 'x', labels: { a: 'b' }, template_driver: 'golang' },
      textx: { content: 'y' },
    },
    secrets: {
      'of-variable': {
        name: 'n',
        environment: 'TOKEN',
        labels: { a: 'b' },
        driver: 'vault',
        driver_opts: { a: 'b' },
        template_driver: 'golang',
      },
      'of-variablex': { file: './x' },
    },
    models: {
      llmx: { model: 'ai/other' },
      llm: { name: 'n', model: 'ai/m', context_size: 1, runtime_flags: ['a'] },
    },
  },
  files: { 'a.env': 'QUOTED="a"\n', 'a.envx': 'OTHER=b\n', 'a.labels': 'of=file\n' },
};

const alone = (service: object, more: object = {}): Sample => ({
  document: { services: { web: { image: 'app:1', ...service }, db: { image: 'db:1' } }, ...more },
});

const builds: readonly Sample[] = [
  alone({
    build: {
      context: './app',
      dockerfile: 'Other',
      args: { A: '1' },
      target: 'dev',
      cache_from: ['app:cache'],
      cache_to: ['type=inline'],
      no_cache: true,
      pull: true,
      network: 'host',
      shm_size: '64m',
      tags: ['app:2'],
      labels: { a: 'b' },
      extra_hosts: { there: '10.0.0.1' },
      ulimits: { nofile: { soft: 10, hard: 20 } },
      isolation: 'process',
      privileged: true,
      entitlements: ['network.host'],
      platforms: ['linux/arm64'],
      provenance: 'mode=max',
      sbom: 'true',
      ssh: ['default'],
      additional_contexts: { docs: './docs' },
      secrets: [{ source: 's', target: 't', uid: '5', gid: '6', mode: '0440' }],
    },
  }),
  alone({ build: { context: '.', dockerfile_inline: 'FROM a' } }),
].map(({ document }) => ({
  document: { ...document, secrets: { s: { file: './s' }, sx: { file: './x' } } },
}));

/** What cannot stand beside each other, or is told of only by itself. */
const apart: readonly Sample[] = [
  alone({ network_mode: 'none' }),
  alone({ healthcheck: { test: ['CMD', 'true'], disable: true } }),
  alone({ mac_address: '02:42:ac:11:00:01', networks: { default: {} } }),
  alone({ read_only: true }),
  alone({ scale: 2 }),
  alone({ pre_start: [{ command: ['a'], per_replica: true }] }),
  alone({ profiles: ['dev'] }),
  alone({ credential_spec: { config: 'c' } }),
  alone({ credential_spec: { registry: 'r' } }),
  alone({
    gpus: [
      { ...gpu, count: 1 },
      { ...gpu, device_ids: ['0'] },
    ],
  }),
  alone({ develop: { watch: [watchOf('sync+exec')] } }),
  alone({
    deploy: {
      mode: 'global',
      endpoint_mode: 'vip',
      labels: { a: 'b' },
      replicas: 2,
      placement: {
        constraints: ['a==b'],
        preferences: [{ spread: 'a' }],
        max_replicas_per_node: 1,
      },
      resources: {
        limits: { cpus: '0.5', memory: '64m', pids: 5 },
        reservations: {
          cpus: '0.1',
          memory: '32m',
          devices: [
            { ...gpu, count: 1 },
            { ...gpu, device_ids: ['0'] },
          ],
          generic_resources: [{ discrete_resource_spec: { kind: 'a', value: 1 } }],
        },
      },
      restart_policy: { condition: 'on-failure', delay: '1s', max_attempts: 2, window: '3s' },
      update_config: update(),
      rollback_config: update(),
    },
  }),
  alone({ provider: { type: 'cloud', options: { size: '1' } } }),
  alone(
    { configs: ['a', 'b', 'c'], secrets: ['a'] },
    {
      configs: {
        a: { file: './a' },
        b: { environment: 'TOKEN' },
        c: { external: true, name: 'n' },
      },
      secrets: { a: { file: './a' } },
    },
  ),
  alone(
    { secrets: ['a'], networks: ['n'], volumes: ['v:/v'] },
    {
      networks: { n: { external: true, name: 'own' } },
      volumes: { v: { external: true, name: 'own' } },
      secrets: { a: { external: true, file: './a' } },
    },
  ),
  alone(
    { secrets: ['a'], configs: ['c'], networks: ['n'], volumes: ['v:/v'] },
    {
      networks: { n: { external: { name: 'own' } } },
      volumes: { v: { external: { name: 'own' } } },
      secrets: { a: { external: { name: 'own' } } },
      configs: { c: { external: { name: 'own' } } },
    },
  ),
  {
    document: { services: { web: { extends: { file: './base.yaml', service: 'base' } } } },
    files: {
      'base.yaml': 'services: { base: { image: base:1 }, basex: { image: other:1 } }',
      'base.yamlx': 'services: { base: { image: third:1 } }',
    },
  },
  {
    document: {
      include: [{ path: './more.yaml', env_file: './more.env', project_directory: './more' }],
      services: { web: { image: 'app:1' } },
    },
    files: {
      'more.yaml':
        'services: { more: { image: "more:${TAG:-none}", volumes: [ "./here:/there" ] } }',
      'more.env': 'TAG=2\n',
    },
  },
  { document: { version: '3.8', name: 'shop', services: { web: { image: 'app:1' } } } },
];

function watchOf(action: string): object {
  return {
    action,
    path: './src',
    target: '/src',
    ignore: ['a'],
    include: ['b'],
    initial_sync: true,
    exec: hook,
  };
}

function update(): object {
  return {
    parallelism: 1,
    delay: '1s',
    failure_action: 'pause',
    monitor: '1s',
    max_failure_ratio: 0.5,
    order: 'stop-first',
  };
}

export const samples: readonly Sample[] = [whole, ...builds, ...apart];
