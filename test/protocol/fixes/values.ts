import { service, type FixCase } from './case.ts';

const row = (code: string, title: string, before: string, after: string): FixCase => ({
  ...{ code, title, before: service(before), after: service(after) },
});

/** What is wrong with single values. */
export const valueCases: readonly FixCase[] = [
  row(
    'schema-unknown-key',
    'Remove `nonsense`',
    '    nonsense:\n      - 1\n    tty: true\n',
    '    tty: true\n',
  ),
  row('schema-unknown-key', 'Change to `restart`', '    restar: always\n', '    restart: always\n'),
  row('schema', 'Make it a list of one', '    cap_add: KILL\n', '    cap_add: [KILL]\n'),
  row('schema', 'Write "1" in quotes', '    hostname: 1\n', '    hostname: "1"\n'),
  row(
    'schema',
    'Remove the second `a`',
    '    security_opt: [a, b, a]\n',
    '    security_opt: [a, b]\n',
  ),
  row(
    'schema',
    'Change to `service_healthy`',
    '    depends_on:\n      db: { condition: service_helthy }\n  db:\n    image: b:1\n    healthcheck: { test: "true" }\n',
    '    depends_on:\n      db: { condition: service_healthy }\n  db:\n    image: b:1\n    healthcheck: { test: "true" }\n',
  ),
  {
    code: 'project-name',
    title: 'Remove `name`',
    before: `name: ___\n${service('')}`,
    after: service(''),
  },
  row('boolean-word', 'Change to `true`', '    privileged: yes\n', '    privileged: true\n'),
  row(
    'interpolation-syntax',
    'Change to `a$${(b`',
    '    hostname: "a${(b"\n',
    '    hostname: "a$${(b"\n',
  ),
  row(
    'unset-variable',
    'Give `TAG` an empty default',
    '    hostname: ${TAG}\n',
    '    hostname: ${TAG:-}\n',
  ),
  row(
    'log-option',
    'Change to `max-size`',
    '    logging:\n      driver: json-file\n      options:\n        max_size: 10m\n',
    '    logging:\n      driver: json-file\n      options:\n        max-size: 10m\n',
  ),
  {
    code: 'unset-variable',
    title: 'Change to `POSTGRES_PASSWORD`',
    before: service('    hostname: ${POSTGRES_PASWORD}\n    domainname: $POSTGRES_PASSWORD\n'),
    after: service('    hostname: ${POSTGRES_PASSWORD}\n    domainname: $POSTGRES_PASSWORD\n'),
    files: { '.env': 'POSTGRES_USER=a\nPOSTGRES_PASSWORD=b\n' },
  },
  {
    code: 'interpolation-required',
    title: 'Add `TAG` to .env',
    before: service('    hostname: ${TAG?no tag}\n'),
    after: service('    hostname: ${TAG?no tag}\n'),
    makes: { '.env': 'TAG=\n' },
  },
  row(
    'key-value',
    'Change to `X=`',
    '    build:\n      context: .\n      additional_contexts: [X]\n',
    '    build:\n      context: .\n      additional_contexts: [X=]\n',
  ),
  row(
    'ssh-key',
    'Change to `default`',
    '    build:\n      context: .\n      ssh: [mine]\n',
    '    build:\n      context: .\n      ssh: [default]\n',
  ),
  row(
    'port-type',
    'Write "8080:80"',
    '    ports:\n      - 8080.80\n',
    '    ports:\n      - "8080:80"\n',
  ),
  row(
    'port-syntax',
    'Change to `80/tcp`',
    '    ports:\n      - 80/tpc\n',
    '    ports:\n      - 80/tcp\n',
  ),
  row(
    'port-ip',
    'Change to `127.0.0.1`',
    '    ports:\n      - target: 80\n        host_ip: localhost\n',
    '    ports:\n      - target: 80\n        host_ip: 127.0.0.1\n',
  ),
  row(
    'port-range',
    'Leave the host port to the engine',
    '    ports:\n      - target: 80\n        published: "70000"\n',
    '    ports:\n      - target: 80\n',
  ),
  {
    ...row(
      'env-file-format',
      'Change to `raw`',
      '    env_file:\n      - path: a.env\n        format: row\n',
      '    env_file:\n      - path: a.env\n        format: raw\n',
    ),
    files: { 'a.env': '' },
  },
  row(
    'restart-policy',
    'Change to `unless-stopped`',
    '    restart: unless_stopped\n',
    '    restart: unless-stopped\n',
  ),
  row(
    'container-name-pattern',
    'Change to `my-app`',
    '    container_name: my app\n',
    '    container_name: my-app\n',
  ),
  {
    ...row(
      'profile-name',
      'Change to `my-profile`',
      '    profiles: [p, "my profile"]\n',
      '    profiles: [p, "my-profile"]\n',
    ),
    files: { '.env': 'COMPOSE_PROFILES=p\n' },
  },
  row(
    'mac-address',
    'Change to `02:42:ac:11:00:02`',
    '    mac_address: 0242.ac11.0002\n',
    '    mac_address: 02:42:ac:11:00:02\n',
  ),
  {
    code: 'subnet',
    title: 'Change to `172.28.0.0/16`',
    before: service(
      '',
      'networks:\n  default:\n    ipam:\n      config:\n        - subnet: 172.28.0.0\n',
    ),
    after: service(
      '',
      'networks:\n  default:\n    ipam:\n      config:\n        - subnet: 172.28.0.0/16\n',
    ),
  },
  row('expose-port', 'Change to `80`', '    expose: ["8080:80"]\n', '    expose: ["80"]\n'),
  row('scale-negative', 'Change to `0`', '    scale: -1\n', '    scale: 0\n'),
  row(
    'healthcheck-test',
    'Put "CMD" in front',
    '    healthcheck:\n      test: ["curl", "-f", "x"]\n',
    '    healthcheck:\n      test: ["CMD", "curl", "-f", "x"]\n',
  ),
  row(
    'healthcheck-test',
    'Put "CMD" in front',
    '    healthcheck:\n      test:\n        - curl\n        - x\n',
    '    healthcheck:\n      test:\n        - CMD\n        - curl\n        - x\n',
  ),
  row(
    'duplicate-item',
    'Remove this `A=1`',
    '    environment:\n      - A=1\n      - A=1\n',
    '    environment:\n      - A=1\n',
  ),
  row(
    'invalid-item',
    'Remove this item',
    '    ports:\n      - "80"\n      - published: "81"\n        protocol: tcp\n',
    '    ports:\n      - "80"\n',
  ),
  row(
    'no-effect',
    'Remove `placement`',
    '    deploy:\n      replicas: 2\n      placement:\n        constraints: [a]\n',
    '    deploy:\n      replicas: 2\n',
  ),
  row('schema', 'Change to `missing`', '    pull_policy: mising\n', '    pull_policy: missing\n'),
  row(
    'schema',
    'Write "1" alone',
    '    environment:\n      A: ["1"]\n',
    '    environment:\n      A: "1"\n',
  ),
  row(
    'schema',
    'Add `action`',
    '    develop:\n      watch:\n        - path: .\n',
    '    develop:\n      watch:\n        - path: .\n          action: rebuild\n',
  ),
  {
    code: 'schema-unknown-key',
    title: 'Change to `my-app`',
    before: 'services:\n  my app:\n    image: a:1\n',
    after: 'services:\n  my-app:\n    image: a:1\n',
  },
  row('interpolation-cast', 'Change to `true`', '    init: "sure"\n', '    init: true\n'),
  row(
    'port-syntax',
    'Change to `8000-8001:80-81`',
    '    ports: ["8001-8000:80-81"]\n',
    '    ports: ["8000-8001:80-81"]\n',
  ),
  row(
    'duration',
    'Change to `5s`',
    '    stop_grace_period: "5"\n',
    '    stop_grace_period: "5s"\n',
  ),
];
