import { service, type FixCase } from './case.ts';

const row = (code: string, title: string, before: string, after: string): FixCase => ({
  ...{ code, title, before: service(before), after: service(after) },
});

/** What is wrong between the parts of a project. */
export const projectCases: readonly FixCase[] = [
  row(
    'no-image-no-build',
    'Run the image `db`',
    '  db:\n    tty: true\n',
    '  db:\n    image: db\n    tty: true\n',
  ),
  {
    ...row(
      'no-image-no-build',
      'Build `db` from this folder',
      '  db: {}\n',
      '  db: { build: . }\n',
    ),
    files: { Dockerfile: 'FROM scratch\n' },
  },
  row(
    'undefined-network',
    'Change to `back`',
    '    networks: [bck]\nnetworks:\n  back:\n',
    '    networks: [back]\nnetworks:\n  back:\n',
  ),
  row(
    'undefined-network',
    'Declare the network `front`',
    '    networks: [front]\n',
    '    networks: [front]\nnetworks:\n  front:\n',
  ),
  row(
    'undefined-volume',
    'Declare the volume `data`',
    '    volumes: ["data:/x"]\n',
    '    volumes: ["data:/x"]\nvolumes:\n  data:\n',
  ),
  {
    code: 'undefined-network',
    title: 'Declare the network `front`',
    before:
      'services:\n    web:\n        image: a:1\n        networks: [front, back]\nnetworks: # all\n    back:\n',
    after:
      'services:\n    web:\n        image: a:1\n        networks: [front, back]\nnetworks: # all\n    front:\n    back:\n',
  },
  {
    code: 'undefined-volume',
    title: 'Declare the volume `data`',
    before: service('    volumes: ["data:/x"]\n', 'volumes: {}\n'),
    after: service('    volumes: ["data:/x"]\n', 'volumes: { data: null }\n'),
  },
  {
    ...row(
      'undefined-secret',
      'Declare the secret `s`',
      '    secrets: [s]\n',
      '    secrets: [s]\nsecrets:\n  s:\n    file: ./s.txt\n',
    ),
    makes: { 's.txt': '' },
  },
  {
    ...row(
      'undefined-config',
      'Declare the config `c`',
      '    configs: [c]\n',
      '    configs: [c]\nconfigs:\n  c:\n    file: ./c\n',
    ),
    makes: { c: '' },
  },
  {
    ...row(
      'undefined-build-secret',
      'Declare the secret `s`',
      '    build:\n      context: .\n      secrets: [s]\n',
      '    build:\n      context: .\n      secrets: [s]\nsecrets:\n  s:\n    file: ./s.txt\n',
    ),
    makes: { 's.txt': '' },
  },
  {
    ...row(
      'undefined-model',
      'Declare the model `m`',
      '    models: [m]\n',
      '    models: [m]\nmodels:\n  m:\n    model: ai/m\n',
    ),
    leaves: ['no-effect'],
  },
  row(
    'undefined-service',
    'Change to `db`',
    '    depends_on: [dv]\n  db:\n    image: b:1\n',
    '    depends_on: [db]\n  db:\n    image: b:1\n',
  ),
  row(
    'undefined-service',
    'Go on without it: `required: false`',
    '    depends_on:\n      db:\n        condition: service_started\n  db:\n    image: b:1\n    profiles: [p]\n',
    '    depends_on:\n      db:\n        condition: service_started\n        required: false\n  db:\n    image: b:1\n    profiles: [p]\n',
  ),
  row(
    'additional-contexts',
    'Change to `base`',
    '    build:\n      context: .\n      additional_contexts:\n        x: service:bass\n  base:\n    build: .\n',
    '    build:\n      context: .\n      additional_contexts:\n        x: service:base\n  base:\n    build: .\n',
  ),
  row(
    'network-mode-and-networks',
    'Remove `networks`',
    '    network_mode: none\n    networks: [default]\n',
    '    network_mode: none\n',
  ),
  row(
    'network-mode-and-networks',
    'Remove `network_mode`',
    '    network_mode: none\n    networks: [default]\n',
    '    networks: [default]\n',
  ),
  row(
    'dockerfile-inline-exclusive',
    'Remove `dockerfile`',
    '    build:\n      context: .\n      dockerfile: a\n      dockerfile_inline: FROM b\n',
    '    build:\n      context: .\n      dockerfile_inline: FROM b\n',
  ),
  row(
    'scale-conflict',
    'Remove `scale`',
    '    scale: 2\n    deploy:\n      replicas: 3\n',
    '    deploy:\n      replicas: 3\n',
  ),
  row(
    'scale-conflict',
    'Remove `deploy.replicas`',
    '    scale: 2\n    deploy:\n      replicas: 3\n',
    '    scale: 2\n',
  ),
  row(
    'container-name-scale',
    'Remove `container_name`',
    '    container_name: x1\n    scale: 2\n',
    '    scale: 2\n',
  ),
  row(
    'container-name-scale',
    'Remove `scale`',
    '    container_name: x1\n    scale: 2\n',
    '    container_name: x1\n',
  ),
  row(
    'resource-conflict',
    'Remove `mem_limit`',
    '    mem_limit: 1g\n    deploy:\n      resources:\n        limits:\n          memory: 2g\n',
    '    deploy:\n      resources:\n        limits:\n          memory: 2g\n',
  ),
  row(
    'resource-conflict',
    'Write 1g under deploy.resources.limits too',
    '    mem_limit: 1g\n    deploy:\n      resources:\n        limits:\n          cpus: "1"\n',
    '    mem_limit: 1g\n    deploy:\n      resources:\n        limits:\n          cpus: "1"\n          memory: 1g\n',
  ),
  row(
    'external-conflict',
    'Remove `driver`',
    '    volumes: ["v:/v"]\nvolumes:\n  v:\n    external: true\n    driver: local\n',
    '    volumes: ["v:/v"]\nvolumes:\n  v:\n    external: true\n',
  ),
  row(
    'external-ignored',
    'Remove `driver`',
    '    networks: [n]\nnetworks:\n  n:\n    external: true\n    driver: bridge\n',
    '    networks: [n]\nnetworks:\n  n:\n    external: true\n',
  ),
  row(
    'external-name-deprecated',
    'Write `external: true` and `name`',
    '    networks: [n]\nnetworks:\n  n:\n    external:\n      name: other # theirs\n',
    '    networks: [n]\nnetworks:\n  n:\n    external: true\n    name: other # theirs\n',
  ),
  row(
    'external-name-conflict',
    'Write `external: true` and `name`',
    '    networks: [n]\nnetworks:\n  n:\n    name: one\n    external:\n      name: other\n',
    '    networks: [n]\nnetworks:\n  n:\n    name: one\n    external: true\n',
  ),
  {
    ...row(
      'file-object-exclusive',
      'Remove `environment`',
      '    secrets: [s]\nsecrets:\n  s:\n    file: ./s\n    environment: S\n',
      '    secrets: [s]\nsecrets:\n  s:\n    file: ./s\n',
    ),
    files: { s: '' },
  },
  {
    ...row(
      'file-object-missing',
      'Take it from the file ./c',
      '    configs: [c]\nconfigs:\n  c:\n    name: x\n',
      '    configs: [c]\nconfigs:\n  c:\n    name: x\n    file: ./c\n',
    ),
    makes: { c: '' },
  },
  {
    ...row(
      'secret-source',
      'Take it from the file ./s.txt',
      '    secrets: [s]\nsecrets:\n  s:\n    driver: x\n',
      '    secrets: [s]\nsecrets:\n  s:\n    driver: x\n    file: ./s.txt\n',
    ),
    makes: { 's.txt': '' },
  },
  row(
    'device-count-and-ids',
    'Remove `count`',
    '    gpus:\n      - count: 1\n        device_ids: ["a"]\n',
    '    gpus:\n      - device_ids: ["a"]\n',
  ),
  row(
    'ports-with-network-mode',
    'Remove `ports`',
    '    network_mode: host\n    ports: ["80:80"]\n',
    '    network_mode: host\n',
  ),
  row(
    'duplicate-container-name',
    'Change to `x1-db`',
    '    container_name: x1\n  db:\n    image: b:1\n    container_name: x1\n',
    '    container_name: x1\n  db:\n    image: b:1\n    container_name: x1-db\n',
  ),
  row(
    'duplicate-host-port',
    'Publish on host port 8082',
    '    ports: ["8080:80", "8081:81"]\n  db:\n    image: b:1\n    ports:\n      - "8080:80" # again\n',
    '    ports: ["8080:80", "8081:81"]\n  db:\n    image: b:1\n    ports:\n      - "8082:80" # again\n',
  ),
  row(
    'duplicate-host-port',
    'Leave the host port to the engine',
    '    scale: 2\n    ports:\n      - "8080:80"\n',
    '    scale: 2\n    ports:\n      - "80"\n',
  ),
  row(
    'mount-target',
    'Remove this `data:/x`',
    '    tmpfs: [/x]\n    volumes:\n      - data:/x\n      - data:/y\nvolumes:\n  data:\n',
    '    tmpfs: [/x]\n    volumes:\n      - data:/y\nvolumes:\n  data:\n',
  ),
  row(
    'dependency-cycle',
    'Let `db` not wait for `web`',
    '    depends_on: [db]\n  db:\n    image: b:1\n    depends_on: [web]\n',
    '    depends_on: [db]\n  db:\n    image: b:1\n',
  ),
  row(
    'build-platform',
    'Run on linux/arm64',
    '    platform: linux/amd64\n    build:\n      context: .\n      platforms: [linux/arm64]\n',
    '    platform: linux/arm64\n    build:\n      context: .\n      platforms: [linux/arm64]\n',
  ),
  row(
    'build-platform',
    'Build for linux/amd64 too',
    '    platform: linux/amd64\n    build:\n      context: .\n      platforms: [linux/arm64]\n',
    '    platform: linux/amd64\n    build:\n      context: .\n      platforms: [linux/arm64, linux/amd64]\n',
  ),
  row(
    'static-ip',
    'Give `n` the subnet 172.30.1.0/24',
    '    networks:\n      n:\n        ipv4_address: 172.30.1.5\nnetworks:\n  n:\n',
    '    networks:\n      n:\n        ipv4_address: 172.30.1.5\nnetworks:\n  n:\n    ipam:\n      config:\n        - subnet: 172.30.1.0/24\n',
  ),
  {
    ...row(
      'watch-target',
      'Rebuild instead of synchronising',
      '    develop:\n      watch:\n        - path: .\n          action: sync\n',
      '    develop:\n      watch:\n        - path: .\n          action: rebuild\n',
    ),
  },
  row(
    'healthy-without-healthcheck',
    'Wait for `service_started` only',
    '    depends_on:\n      db:\n        condition: service_healthy\n  db:\n    image: b:1\n',
    '    depends_on:\n      db:\n        condition: service_started\n  db:\n    image: b:1\n',
  ),
  row(
    'healthy-without-healthcheck',
    'Add a health check to `db`',
    '    depends_on:\n      db:\n        condition: service_healthy\n  db:\n    image: postgres:16 # ours\n',
    `    depends_on:
      db:
        condition: service_healthy
  db:
    image: postgres:16 # ours
    healthcheck:
      test:
        - CMD-SHELL
        - pg_isready -U "$\${POSTGRES_USER:-postgres}"
      interval: 5s
      timeout: 3s
      retries: 10
      start_period: 10s
`,
  ),
  row(
    'healthy-without-healthcheck',
    'Turn the health check of `db` on',
    '    depends_on:\n      db:\n        condition: service_healthy\n  db:\n    image: b:1\n    healthcheck:\n      disable: true\n      test: ping\n',
    '    depends_on:\n      db:\n        condition: service_healthy\n  db:\n    image: b:1\n    healthcheck:\n      test: ping\n',
  ),
];
