import { service, type FixCase } from './case.ts';

const row = (code: string, title: string, before: string, after: string): FixCase => ({
  ...{ code, title, before: service(before), after: service(after) },
});

const job = '  job:\n    image: b:1\n';
const waits = '    depends_on:\n      job:\n        condition: service_completed_successfully\n';

/** Values that an engine refuses, and services that end by themselves. */
export const engineValueCases: readonly FixCase[] = [
  row(
    'capability',
    'Change to `NET_ADMIN`',
    '    cap_add: [NET_ADMN]\n',
    '    cap_add: [NET_ADMIN]\n',
  ),
  row(
    'stop-signal',
    'Change to `SIGTERM`',
    '    stop_signal: SIGTREM\n',
    '    stop_signal: SIGTERM\n',
  ),
  row(
    'container-path',
    'Change to `data:/data`',
    '    volumes: ["data:data"]\nvolumes:\n  data:\n',
    '    volumes: ["data:/data"]\nvolumes:\n  data:\n',
  ),
  row(
    'healthcheck-time',
    'Change to `5s`',
    '    healthcheck:\n      test: x\n      interval: 5us\n',
    '    healthcheck:\n      test: x\n      interval: 5s\n',
  ),
  row('cpu-set', 'Change to `0-3,7`', '    cpuset: 0-3, 7\n', '    cpuset: 0-3,7\n'),
  row('cpu-limit', 'Remove `cpu_quota`', '    cpus: 1\n    cpu_quota: 50000\n', '    cpus: 1\n'),
  row('cpu-limit', 'Change to `100000`', '    cpu_period: 5\n', '    cpu_period: 100000\n'),
  row('memory-limit', 'Change to `512m`', '    mem_limit: 512\n', '    mem_limit: 512m\n'),
  row(
    'platform',
    'Change to `linux/arm64`',
    '    platform: linux-arm64\n',
    '    platform: linux/arm64\n',
  ),
  {
    code: 'image-reference',
    title: 'Change to `ghcr.io/me/app:V1`',
    before: 'services:\n  web:\n    image: https://ghcr.io/Me/App:V1\n',
    after: 'services:\n  web:\n    image: ghcr.io/me/app:V1\n',
  },
  row(
    'ulimit',
    'Change to `nofile`',
    '    ulimits:\n      nofiles: 10\n',
    '    ulimits:\n      nofile: 10\n',
  ),
  row(
    'ulimit',
    'Raise the hard limit to 20',
    '    ulimits:\n      nofile:\n        soft: 20\n        hard: 10\n',
    '    ulimits:\n      nofile:\n        soft: 20\n        hard: 20\n',
  ),
  row(
    'one-shot-restarts',
    'Change to `on-failure`',
    `${waits}${job}    restart: always\n`,
    `${waits}${job}    restart: on-failure\n`,
  ),
  row(
    'one-shot-health',
    'Change to `service_completed_successfully`',
    `${waits}${job}    healthcheck:\n      test: x\n  api:\n    image: c:1\n    depends_on:\n      job:\n        condition: service_healthy\n`,
    `${waits}${job}    healthcheck:\n      test: x\n  api:\n    image: c:1\n    depends_on:\n      job:\n        condition: service_completed_successfully\n`,
  ),
  row(
    'profile-dependency',
    'Go on without it: `required: false`',
    '    profiles: [a]\n    depends_on:\n      db:\n        condition: service_started\n  db:\n    image: b:1\n    profiles: [b]\n',
    '    profiles: [a]\n    depends_on:\n      db:\n        condition: service_started\n        required: false\n  db:\n    image: b:1\n    profiles: [b]\n',
  ),
  row(
    'shared-alias',
    'Remove `web`',
    '  db:\n    image: b:1\n    networks:\n      default:\n        aliases: [web, x]\n',
    '  db:\n    image: b:1\n    networks:\n      default:\n        aliases: [x]\n',
  ),
  row(
    'one-shot-started',
    'Wait for `service_completed_successfully`',
    `${waits}${job}  api:\n    image: c:1\n    depends_on:\n      - job # first\n      - db\n  db:\n    image: d:1\n`,
    `${waits}${job}  api:\n    image: c:1\n    depends_on:\n      job:\n        condition: service_completed_successfully # first\n      db:\n        condition: service_started\n  db:\n    image: d:1\n`,
  ),
  row(
    'port-protocol',
    'Change to `udp`',
    '    ports:\n      - target: 80\n        protocol: upd\n',
    '    ports:\n      - target: 80\n        protocol: udp\n',
  ),
  row(
    'host-address',
    'Change to `host-gateway`',
    '    extra_hosts:\n      host.docker.internal: host_gateway\n',
    '    extra_hosts:\n      host.docker.internal: host-gateway\n',
  ),
  row(
    'volume-name',
    'Change to `my-data`',
    '    volumes: ["data:/data"]\nvolumes:\n  data:\n    name: my data\n',
    '    volumes: ["data:/data"]\nvolumes:\n  data:\n    name: my-data\n',
  ),
  row(
    'device-count',
    'Change to `all`',
    '    gpus:\n      - driver: nvidia\n        count: every\n',
    '    gpus:\n      - driver: nvidia\n        count: all\n',
  ),
  {
    ...row(
      'watch-path',
      'Change to `.`',
      '    develop:\n      watch:\n        - path: ""\n          action: rebuild\n',
      '    develop:\n      watch:\n        - path: "."\n          action: rebuild\n',
    ),
  },
  {
    code: 'yaml-merge',
    title: 'Write `*base`',
    before: 'x-base: &base\n  tty: true\nservices:\n  web:\n    <<: base\n    image: a:1\n',
    after: 'x-base: &base\n  tty: true\nservices:\n  web:\n    <<: *base\n    image: a:1\n',
  },
  {
    code: 'override-ignored',
    title: 'Remove what is ignored',
    before:
      'services:\n  web:\n    image: a:1\n    depends_on: [db]\n  db:\n    image: b:1\n---\nservices:\n  web:\n    depends_on: db\n    tty: true\n',
    after:
      'services:\n  web:\n    image: a:1\n    depends_on: [db]\n  db:\n    image: b:1\n---\nservices:\n  web:\n    tty: true\n',
  },
  {
    ...row(
      'port-not-exposed',
      'Change to `8080:80`',
      '    build: .\n    ports: ["8080:81"]\n',
      '    build: .\n    ports: ["8080:80"]\n',
    ),
    files: { Dockerfile: 'FROM scratch\nEXPOSE 80\n' },
  },
  {
    code: 'inherited-profile',
    title: 'Start it always: `profiles: !reset []`',
    before: 'services:\n  base:\n    image: a:1\n    profiles: [p]\n  web:\n    extends: base\n',
    after:
      'services:\n  base:\n    image: a:1\n    profiles: [p]\n  web:\n    extends: base\n    profiles: !reset []\n',
  },
];
