import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { ComposeModel, ComposeService } from '../../../../server/src/compose/model.ts';
import { containerSpecOf } from '../../../../server/src/compose/run/spec.ts';
import type { SpecContext } from '../../../../server/src/compose/run/spec/context.ts';
import { fieldRules } from '../../../../server/src/compose/run/spec/fields.ts';
import type { ContainerSpec } from '../../../../server/src/engines/contract.ts';
import { modelOf, service } from './model.ts';

const specOf = (
  declared: Partial<ComposeService>,
  more: Partial<ComposeModel> = {},
  context: Partial<SpecContext> = {},
) => {
  const whole = service(declared);
  return containerSpecOf(modelOf({ web: whole }, more), 'web', whole, {
    number: 1,
    configHash: 'hash',
    imageId: 'sha256:one',
    containerOf: (name) => (name === 'db' ? 'id-of-db' : undefined),
    ...context,
  });
};

type Row =
  /** What the field puts into the spec. */
  | readonly [field: string, value: unknown, spec: Partial<ContainerSpec>]
  /** What is said of a field that has no effect. */
  | readonly [field: string, value: unknown, warning: RegExp]
  /** Another part of the product acts on it. */
  | readonly [field: string, value: unknown, elsewhere: string];

const linked = (...links: readonly string[]): Partial<ContainerSpec> => ({
  networks: [{ network: 'shop_default', aliases: ['shop-web-1', 'web'], links }],
});

const rows: readonly Row[] = [
  ['annotations', { a: 'b' }, { annotations: { a: 'b' } }],
  ['attach', false, /has no effect/],
  ['blkio_config', { weight: 300 }, { resources: { blkioWeight: 300 } }],
  [
    'blkio_config',
    {
      weight_device: [{ path: '/dev/a', weight: 5 }],
      device_read_bps: [{ path: '/dev/a', rate: '1024' }],
      device_read_iops: [{ path: '/dev/a', rate: '10' }],
      device_write_bps: [{ path: '/dev/a', rate: '2048' }],
      device_write_iops: [{ path: '/dev/a', rate: '20' }],
    },
    {
      resources: {
        blkioWeightDevices: [{ path: '/dev/a', weight: 5 }],
        blkioReadBps: [{ path: '/dev/a', rate: 1024 }],
        blkioReadIops: [{ path: '/dev/a', rate: 10 }],
        blkioWriteBps: [{ path: '/dev/a', rate: 2048 }],
        blkioWriteIops: [{ path: '/dev/a', rate: 20 }],
      },
    },
  ],
  ['build', { context: '/srv' }, 'the plan of images'],
  ['cap_add', ['net_admin', 'CAP_CHOWN', 'NET_ADMIN'], { capAdd: ['CAP_CHOWN', 'CAP_NET_ADMIN'] }],
  ['cap_add', ['CHOWN', 'ALL'], { capAdd: ['ALL'] }],
  ['cap_drop', ['ALL'], { capDrop: ['ALL'] }],
  ['cgroup', 'private', { cgroup: 'private' }],
  ['cgroup_parent', '/a', { cgroupParent: '/a' }],
  ['command', ['run', 'it'], { command: ['run', 'it'] }],
  [
    'configs',
    [{ source: 'conf', target: '/etc/conf' }],
    {
      mounts: [
        {
          kind: 'bind',
          source: '/srv/conf',
          target: '/etc/conf',
          readOnly: true,
        },
      ],
    },
  ],
  ['container_name', 'mine', { name: 'mine' }],
  ['cpu_count', 2, { resources: { cpuCount: 2 } }],
  ['cpu_percent', 50, { resources: { cpuPercent: 50 } }],
  ['cpu_period', '100000', { resources: { cpuPeriod: 100_000 } }],
  ['cpu_quota', '50ms', { resources: { cpuQuota: 50_000 } }],
  ['cpu_rt_period', '1400us', { resources: { cpuRealtimePeriod: 1400 } }],
  ['cpu_rt_runtime', '400', { resources: { cpuRealtimeRuntime: 400 } }],
  ['cpu_shares', '73', { resources: { cpuShares: 73 } }],
  ['cpus', 0.5, { resources: { nanoCpus: 500_000_000 } }],
  ['cpuset', '0,1', { resources: { cpusetCpus: '0,1' } }],
  ['credential_spec', { file: 'a.json' }, { securityOptions: ['credentialspec=file://a.json'] }],
  ['credential_spec', { config: 'a' }, /only a swarm/],
  ['depends_on', { db: { condition: 'service_started', required: true } }, 'the plan'],
  [
    'deploy',
    {
      resources: {
        limits: { cpus: '0.25', memory: '1048576', pids: 9 },
        reservations: {
          memory: '2048',
          devices: [{ capabilities: ['gpu'], count: 1, driver: 'nvidia' }],
        },
      },
      restart_policy: { condition: 'on-failure', max_attempts: 3 },
    },
    {
      resources: {
        nanoCpus: 250_000_000,
        memoryBytes: 1_048_576,
        pidsLimit: 9,
        memoryReservationBytes: 2048,
      },
      deviceRequests: [{ capabilities: ['gpu'], count: 1, driver: 'nvidia' }],
      restartPolicy: { name: 'on-failure', maximumRetryCount: 3 },
    },
  ],
  ['deploy', { labels: { a: 'b' } }, /"labels" has no effect/],
  [
    'deploy',
    { placement: { constraints: ['node.role == manager'] } },
    /"placement" has no effect: only a swarm/,
  ],
  // The canonical form has it whether or not somebody wrote it.
  ['deploy', { placement: {} }, { resources: {} }],
  ['develop', { watch: [] }, 'the file watcher'],
  ['device_cgroup_rules', ['c 1:3 mr'], { deviceCgroupRules: ['c 1:3 mr'] }],
  [
    'devices',
    [{ source: '/dev/a' }, { source: 'vendor.com/class=name', target: 'vendor.com/class=name' }],
    {
      devices: [{ source: '/dev/a', target: '/dev/a', permissions: 'rwm' }],
      deviceRequests: [{ driver: 'cdi', deviceIds: ['vendor.com/class=name'], capabilities: [] }],
    },
  ],
  ['dns', ['1.1.1.1'], { dns: ['1.1.1.1'] }],
  ['dns_opt', ['ndots:1'], { dnsOptions: ['ndots:1'] }],
  ['dns_search', ['a.test'], { dnsSearch: ['a.test'] }],
  ['domainname', 'a.test', { domainname: 'a.test' }],
  ['entrypoint', [], { entrypoint: [] }],
  ['env_file', [{ path: '/srv/.env' }], 'the loader'],
  [
    'environment',
    { A: 'b', OUTER: null, ABSENT: null },
    { environment: ['A=b', 'OUTER=set', 'ABSENT'] },
  ],
  [
    'expose',
    ['80', '53/udp', '8000-8001'],
    {
      ports: [
        { containerPort: 80, protocol: 'tcp' },
        { containerPort: 53, protocol: 'udp' },
        { containerPort: 8000, protocol: 'tcp' },
        { containerPort: 8001, protocol: 'tcp' },
      ],
    },
  ],
  ['external_links', ['redis_1', 'sql:db'], linked('redis_1:redis_1', 'sql:db')],
  ['extra_hosts', ['host=10.0.0.1'], { extraHosts: ['host:10.0.0.1'] }],
  [
    'gpus',
    [{ count: -1, driver: 'nvidia' }],
    { deviceRequests: [{ capabilities: ['gpu'], count: -1, driver: 'nvidia' }] },
  ],
  ['group_add', ['audio'], { groupAdd: ['audio'] }],
  [
    'healthcheck',
    {
      test: ['CMD', 'true'],
      interval: '1m30s',
      timeout: '5s',
      start_period: '10s',
      start_interval: '500ms',
      retries: 4,
    },
    {
      healthcheck: {
        test: ['CMD', 'true'],
        intervalMs: 90_000,
        timeoutMs: 5000,
        startPeriodMs: 10_000,
        startIntervalMs: 500,
        retries: 4,
      },
    },
  ],
  ['healthcheck', { disable: true }, { healthcheck: { test: ['NONE'] } }],
  ['hostname', 'host', { hostname: 'host' }],
  ['image', 'other:2', { image: 'other:2' }],
  ['init', true, { init: true }],
  ['ipc', 'service:db', { ipc: 'container:id-of-db' }],
  ['isolation', 'hyperv', { isolation: 'hyperv' }],
  ['label_file', ['/srv/labels'], 'the loader'],
  ['labels', { mine: 'yes' }, 'the labels, see below'],
  ['links', ['db', 'db:sql'], linked('db:db', 'db:sql')],
  [
    'logging',
    { driver: 'local', options: { a: 'b' } },
    { logging: { driver: 'local', options: { a: 'b' } } },
  ],
  ['mac_address', '02:42:ac:11:00:01', { macAddress: '02:42:ac:11:00:01' }],
  ['mem_limit', '1048576', { resources: { memoryBytes: 1_048_576 } }],
  ['mem_reservation', '1024', { resources: { memoryReservationBytes: 1024 } }],
  ['mem_swappiness', '60', { resources: { memorySwappiness: 60 } }],
  ['memswap_limit', '-1', { resources: { memorySwapBytes: -1 } }],
  ['models', { llm: null }, /has no effect/],
  ['network_mode', 'service:db', { networkMode: 'container:id-of-db' }],
  [
    'networks',
    {
      front: { aliases: ['www'], interface_name: 'eth7', gw_priority: 2 },
      back: { priority: 10, ipv4_address: '10.0.0.9', mac_address: '02:42:ac:11:00:02' },
    },
    {
      networks: [
        {
          network: 'back',
          aliases: ['shop-web-1', 'web'],
          ipv4Address: '10.0.0.9',
          linkLocalIps: [],
          macAddress: '02:42:ac:11:00:02',
        },
        {
          network: 'front',
          aliases: ['shop-web-1', 'web', 'www'],
          linkLocalIps: [],
          gatewayPriority: 2,
          driverOptions: { 'com.docker.network.endpoint.ifname': 'eth7' },
        },
      ],
    },
  ],
  ['oom_kill_disable', true, { oomKillDisable: true }],
  ['oom_score_adj', 5, { oomScoreAdj: 5 }],
  ['pid', 'host', { pid: 'host' }],
  ['pids_limit', 7, { resources: { pidsLimit: 7 } }],
  ['platform', 'linux/amd64', { platform: 'linux/amd64' }],
  [
    'ports',
    [
      { target: 80, published: '8080', protocol: 'tcp', host_ip: '127.0.0.1' },
      { target: 81, published: '9000-9010', protocol: 'udp' },
      { target: 82 },
    ],
    {
      ports: [
        { containerPort: 80, protocol: 'tcp', hostPort: '8080', hostIp: '127.0.0.1' },
        { containerPort: 81, protocol: 'udp', hostPort: '9000-9010' },
        { containerPort: 82, protocol: 'tcp', hostPort: '' },
      ],
    },
  ],
  ['post_start', [{ command: ['a'] }], 'the executor'],
  ['pre_start', [{ command: ['a'] }], 'the executor'],
  ['pre_stop', [{ command: ['a'] }], 'the executor'],
  ['privileged', true, { privileged: true }],
  ['profiles', ['dev'], 'the loader'],
  ['provider', { type: 'awesome' }, 'the providers'],
  ['pull_policy', 'always', 'the plan of images'],
  ['read_only', true, { readOnly: true }],
  ['restart', 'on-failure:5', { restartPolicy: { name: 'on-failure', maximumRetryCount: 5 } }],
  ['runtime', 'runsc', { runtime: 'runsc' }],
  ['scale', 3, 'the plan'],
  [
    'secrets',
    [{ source: 'key' }],
    {
      mounts: [
        {
          kind: 'bind',
          source: '/srv/key',
          target: '/run/secrets/key',
          readOnly: true,
          bind: { createHostPath: false },
        },
      ],
    },
  ],
  [
    'security_opt',
    ['no-new-privileges:true', 'seccomp:unconfined', 'seccomp=profile.json'],
    {
      securityOptions: ['no-new-privileges:true', 'seccomp:unconfined', 'seccomp={"a":1}'],
    },
  ],
  ['security_opt', ['systempaths=unconfined'], /has no effect/],
  ['shm_size', '67108864', { shmSizeBytes: 67_108_864 }],
  ['stdin_open', true, { stdinOpen: true }],
  ['stop_grace_period', '1m30s', { stopGraceMs: 90_000 }],
  ['stop_signal', 'SIGINT', { stopSignal: 'SIGINT' }],
  ['storage_opt', { size: '1G' }, { storageOptions: { size: '1G' } }],
  ['sysctls', { 'net.a': '1' }, { sysctls: { 'net.a': '1' } }],
  [
    'tmpfs',
    ['/run', '/tmp:size=1m,mode=1777'],
    { tmpfs: { '/run': '', '/tmp': 'size=1m,mode=1777' } },
  ],
  ['tty', true, { tty: true }],
  [
    'ulimits',
    { nproc: 5, nofile: { soft: 1, hard: 2 } },
    {
      ulimits: [
        { name: 'nproc', soft: 5, hard: 5 },
        { name: 'nofile', soft: 1, hard: 2 },
      ],
    },
  ],
  [
    'use_api_socket',
    true,
    { mounts: [{ kind: 'bind', source: '/run/engine.sock', target: '/var/run/docker.sock' }] },
  ],
  ['user', '1000:1000', { user: '1000:1000' }],
  ['userns_mode', 'host', { usernsMode: 'host' }],
  ['uts', 'host', { uts: 'host' }],
  [
    'volumes',
    [
      {
        type: 'bind',
        source: '/srv/a',
        target: '/a',
        read_only: true,
        bind: { propagation: 'rshared' },
      },
      { type: 'volume', source: 'data', target: '/data', volume: { nocopy: true, subpath: 'x' } },
      { type: 'volume', target: '/anonymous' },
      { type: 'tmpfs', target: '/t', tmpfs: { size: '1024', mode: 448 } },
      { type: 'image', source: 'app:1', target: '/i', image: { subpath: 's' } },
    ],
    {
      mounts: [
        {
          kind: 'bind',
          source: '/srv/a',
          target: '/a',
          readOnly: true,
          bind: { propagation: 'rshared', createHostPath: false },
        },
        {
          kind: 'volume',
          source: 'shop_data',
          target: '/data',
          volume: { noCopy: true, subpath: 'x' },
        },
        { kind: 'volume', target: '/anonymous' },
        { kind: 'tmpfs', target: '/t', tmpfs: { sizeBytes: 1024, mode: 448 } },
        { kind: 'image', source: 'app:1', target: '/i', image: { subpath: 's' } },
      ],
    },
  ],
  ['volumes', [{ type: 'bind', source: '/a', target: '/a', tmpfs: {} }], /"tmpfs" has no effect/],
  ['volumes_from', ['db:ro', 'container:other:rw'], { volumesFrom: ['id-of-db:ro', 'other:rw'] }],
  ['working_dir', '/app', { workingDir: '/app' }],
];

const surroundings: Partial<ComposeModel> = {
  environment: { OUTER: 'set' },
  volumes: { data: { name: 'shop_data' } },
  secrets: { key: { name: 'key', file: '/srv/key' } },
  configs: { conf: { name: 'conf', file: '/srv/conf' } },
};
const context: Partial<SpecContext> = {
  apiSocket: '/run/engine.sock',
  profileTexts: new Map([['profile.json', '{"a":1}']]),
};

describe('a container made from a service', () => {
  for (const [field, value, expected] of rows) {
    if (typeof expected === 'string') continue;
    const isWarning = expected instanceof RegExp;
    it(`${isWarning ? 'warns of' : 'takes'} "${field}": ${JSON.stringify(value)}`, () => {
      const { spec, warnings, problems } = specOf({ [field]: value }, surroundings, context);
      assert.deepEqual(problems, []);
      if (isWarning) {
        assert.equal(warnings.length, 1);
        assert.match(warnings[0]!, expected);
        assert.ok(warnings[0]!.startsWith(`service "web": ${field}: `));
        return;
      }
      for (const [key, part] of Object.entries(expected))
        assert.deepEqual(spec[key as keyof ContainerSpec], part);
    });
  }

  it('has a row above for every field there is', () => {
    const tested = new Set(rows.map(([field]) => field));
    assert.deepEqual(
      Object.keys(fieldRules).filter((field) => !tested.has(field)),
      [],
    );
  });

  it('carries the labels that Docker Compose writes', () => {
    const { spec } = specOf(
      {
        labels: { mine: 'yes' },
        depends_on: {
          db: { condition: 'service_healthy', required: true, restart: true },
          cache: { condition: 'service_started', required: false },
        },
      },
      { services: { db: service({}), cache: service({}) } },
      { replaces: 'old-id', hostPorts: new Map([[':8080/tcp', 20_001]]) },
    );
    assert.deepEqual(spec.labels, {
      mine: 'yes',
      'com.docker.compose.project': 'shop',
      'com.docker.compose.service': 'web',
      'com.docker.compose.container-number': '1',
      'com.docker.compose.oneoff': 'False',
      'com.docker.compose.config-hash': 'hash',
      'com.docker.compose.project.config_files':
        '/srv/shop/compose.yaml,/srv/shop/compose.override.yaml',
      'com.docker.compose.project.working_dir': '/srv/shop',
      'com.docker.compose.depends_on': 'db:service_healthy:true,cache:service_started:false',
      'com.docker.compose.version': '2.40.3',
      'com.docker.compose.image': 'sha256:one',
      'com.docker.compose.replace': 'old-id',
      'dev.hyperbox.ports': ':8080/tcp=20001',
    });
  });

  it('takes the SELinux label of a volume', () => {
    const { spec, warnings } = specOf({
      volumes: [{ type: 'volume', source: 'data', target: '/data', bind: { selinux: 'Z' } }],
    });
    assert.deepEqual(spec.mounts?.[0]?.bind, { selinux: 'Z' });
    assert.deepEqual(warnings, []);
  });

  it('links every container of a service under its alias and two numbered names', () => {
    const db = { command: null, entrypoint: null, scale: 2 };
    const { spec } = specOf({ links: ['db:sql'] }, { services: { db } });
    assert.deepEqual(spec.networks?.[0]?.links, [
      ...['shop-db-1:sql', 'shop-db-1:db-1', 'shop-db-1:shop-db-1'],
      ...['shop-db-2:sql', 'shop-db-2:db-2', 'shop-db-2:shop-db-2'],
    ]);
  });

  it('says which env files were named', () => {
    const { spec } = specOf({}, { envFiles: ['/srv/a.env', '/srv/b.env'] });
    const label = spec.labels?.['com.docker.compose.project.environment_file'];
    assert.equal(label, '/srv/a.env,/srv/b.env');
  });

  it('keeps a name twice that is the container’s and the service’s, as compose does', () => {
    const { spec } = specOf({ container_name: 'web', networks: { default: null } });
    assert.deepEqual(spec.networks?.[0]?.aliases, ['web', 'web']);
  });

  it('does not drop a capability that it adds', () => {
    const { spec } = specOf({ cap_add: ['NET_RAW'], cap_drop: ['NET_RAW', 'CHOWN'] });
    assert.deepEqual([spec.capAdd, spec.capDrop], [['CAP_NET_RAW'], ['CAP_CHOWN']]);
  });

  it('publishes on the port that was chosen instead of the one in the file', () => {
    const { spec } = specOf(
      { ports: [{ target: 80, published: '8080', protocol: 'tcp' }] },
      {},
      { hostPorts: new Map([[':8080/tcp', 20_001]]) },
    );
    assert.equal(spec.ports?.[0]?.hostPort, '20001');
  });

  it('takes over the anonymous volumes of the container that it replaces', () => {
    const { spec } = specOf(
      { volumes: [{ type: 'volume', target: '/declared' }] },
      {},
      {
        imageVolumes: ['/of-image'],
        inherited: [
          { name: 'v1', target: '/declared', readOnly: false },
          { name: 'v2', target: '/of-image', readOnly: false },
          { name: 'v3', target: '/of-no-one', readOnly: false },
        ],
      },
    );
    assert.deepEqual(spec.mounts, [
      { kind: 'volume', source: 'v1', target: '/declared' },
      { kind: 'volume', source: 'v2', target: '/of-image', readOnly: false },
    ]);
  });

  it('has the texts of secrets and configs to copy, unless its file system is read-only', () => {
    const more: Partial<ComposeModel> = {
      secrets: { key: { name: 'key', environment: 'TOKEN' } },
      environment: { TOKEN: 'abc' },
    };
    const secrets = [{ source: 'key', uid: '5', mode: '0400' }];
    assert.deepEqual(specOf({ secrets }, more).files, [
      { path: '/run/secrets/key', content: 'abc', uid: 5, gid: 0, mode: 0o400 },
    ]);
    assert.match(
      specOf({ secrets, read_only: true }, more).problems.join(),
      /must come from a file/,
    );
    assert.match(specOf({ secrets }).problems.join(), /is not declared/);
  });

  it('is linked on the default bridge as a whole', () => {
    const { spec } = specOf({ network_mode: 'bridge', networks: {}, links: ['db:sql'] });
    assert.deepEqual(spec.links, ['db:sql']);
  });

  it('cannot be made without the service whose namespace it shares', () => {
    const { problems } = specOf({ network_mode: 'service:gone' });
    assert.match(problems.join(), /"service:gone" needs a container of "gone"/);
  });

  it('has no network where the project has none', () => {
    assert.equal(specOf({ networks: {} }, { networks: {} }).spec.networkMode, 'none');
  });

  it('is named after a build that has no image', () => {
    const { image, ...declared } = service({ build: { context: '/srv' } });
    assert.ok(image);
    const { spec } = containerSpecOf(modelOf({ web: declared }), 'web', declared, {
      number: 2,
      configHash: '',
      containerOf: () => undefined,
    });
    assert.equal(spec.image, 'shop-web');
    assert.equal(spec.name, 'shop-web-2');
  });
});
