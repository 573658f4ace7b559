import { service, type FixCase } from './case.ts';

const row = (code: string, title: string, before: string, after: string): FixCase => ({
  ...{ code, title, before: service(before), after: service(after) },
});

/** What makes a project safer. */
export const hardeningCases: readonly FixCase[] = [
  row('privileged', 'Remove `privileged`', '    privileged: true\n', ''),
  row('host-network', 'Remove `network_mode`', '    network_mode: host\n', ''),
  row('host-namespace', 'Remove `pid`', '    pid: host\n', ''),
  row(
    'engine-socket',
    'Remove the socket',
    '    volumes:\n      - /var/run/docker.sock:/s\n      - /tmp:/tmp\n',
    '    volumes:\n      - /tmp:/tmp\n',
  ),
  row('wide-capability', 'Remove `ALL`', '    cap_add: [ALL]\n', ''),
  row('root-user', 'Remove `user`', '    user: root\n', ''),
  {
    ...row(
      'secret-in-environment',
      'Move DB_PASSWORD to the secret `db_password`, in ./secrets/db_password.txt',
      '    environment:\n      DB_PASSWORD: hunter2 # ours\n      A: b\n',
      '    environment:\n      DB_PASSWORD_FILE: /run/secrets/db_password # ours\n      A: b\n    secrets:\n      - db_password\nsecrets:\n  db_password:\n    file: ./secrets/db_password.txt\n',
    ),
    makes: { 'secrets/db_password.txt': 'hunter2' },
  },
  {
    ...row(
      'secret-in-environment',
      'Move API_KEY to the secret `api_key`, in ./secrets/api_key.txt',
      '    environment:\n      - API_KEY=abc\n    secrets:\n      - s\nsecrets:\n  s:\n    environment: S\n',
      '    environment:\n      - API_KEY_FILE=/run/secrets/api_key\n    secrets:\n      - s\n      - api_key\nsecrets:\n  s:\n    environment: S\n  api_key:\n    file: ./secrets/api_key.txt\n',
    ),
    makes: { 'secrets/api_key.txt': 'abc' },
  },
  row(
    'port-on-all-interfaces',
    'Publish on this host only (127.0.0.1)',
    '    ports:\n      - "8080:80" # web\n      - 0.0.0.0:81:81/udp\n      - "9000"\n      - target: 82\n        published: "82"\n',
    '    ports:\n      - "127.0.0.1:8080:80" # web\n      - 127.0.0.1:81:81/udp\n      - "9000"\n      - target: 82\n        host_ip: 127.0.0.1\n        published: "82"\n',
  ),
  row(
    'image-not-pinned',
    'Use redis:7, as another service does',
    '  a:\n    image: redis:7\n  b:\n    image: redis\n',
    '  a:\n    image: redis:7\n  b:\n    image: redis:7\n',
  ),
  row(
    'no-limits',
    'Limit `web` to 512 MB and 1 CPU',
    '',
    '    deploy:\n      resources:\n        limits:\n          cpus: "1"\n          memory: 512M\n',
  ),
  row(
    'no-limits',
    'Limit `web` to 1 CPU',
    '    mem_limit: 1g\n',
    '    mem_limit: 1g\n    cpus: 1\n',
  ),
  row('writable-root', 'Make the file system of `web` read-only', '', '    read_only: true\n'),
];
