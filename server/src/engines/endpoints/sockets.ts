import { posix } from 'node:path';
import type { EngineEnvironment } from '../environment.ts';
import type { Candidate, EndpointSource } from './candidate.ts';

const join = (...parts: readonly string[]): string => posix.join(...parts);

interface SocketRow {
  readonly id: string;
  readonly label: string;
  readonly platforms: readonly NodeJS.Platform[];
  /** Paths to try; a `*` stands for any one name. */
  readonly paths: (environment: EngineEnvironment) => readonly (string | undefined)[];
}

const unix: readonly NodeJS.Platform[] = ['linux', 'darwin', 'freebsd'];
const inHome =
  (...parts: readonly string[]): SocketRow['paths'] =>
  ({ homedir }) => [join(homedir, ...parts)];
const inRuntime =
  (...parts: readonly string[]): SocketRow['paths'] =>
  ({ env }) => [env['XDG_RUNTIME_DIR'] && join(env['XDG_RUNTIME_DIR'], ...parts)];
const pipe =
  (name: string): SocketRow['paths'] =>
  () => [`//./pipe/${name}`];

/** Where engines listen when nobody says otherwise, in the order in which they are tried. */
const rows: readonly SocketRow[] = [
  {
    id: 'docker',
    label: 'Docker',
    platforms: unix,
    paths: () => ['/var/run/docker.sock'],
  },
  {
    id: 'docker-rootless',
    label: 'Docker (rootless)',
    platforms: ['linux'],
    paths: inRuntime('docker.sock'),
  },
  {
    id: 'docker-desktop',
    label: 'Docker Desktop',
    platforms: unix,
    paths: ({ homedir }) => [
      join(homedir, '.docker/run/docker.sock'),
      join(homedir, '.docker/desktop/docker.sock'),
    ],
  },
  {
    id: 'podman',
    label: 'Podman',
    platforms: ['linux'],
    paths: () => ['/run/podman/podman.sock'],
  },
  {
    id: 'podman-rootless',
    label: 'Podman (rootless)',
    platforms: ['linux'],
    paths: inRuntime('podman/podman.sock'),
  },
  {
    id: 'podman-machine',
    label: 'Podman machine',
    platforms: ['darwin'],
    paths: ({ env, homedir }) => [
      env['TMPDIR'] && join(env['TMPDIR'], 'podman/podman-machine-default-api.sock'),
      join(homedir, '.local/share/containers/podman/machine/podman.sock'),
      join(homedir, '.local/share/containers/podman/machine/*/podman.sock'),
    ],
  },
  { id: 'colima', label: 'Colima', platforms: unix, paths: inHome('.colima/*/docker.sock') },
  {
    id: 'rancher-desktop',
    label: 'Rancher Desktop',
    platforms: unix,
    paths: inHome('.rd/docker.sock'),
  },
  {
    id: 'orbstack',
    label: 'OrbStack',
    platforms: ['darwin'],
    paths: inHome('.orbstack/run/docker.sock'),
  },
  { id: 'lima', label: 'Lima', platforms: unix, paths: inHome('.lima/*/sock/docker.sock') },
  {
    id: 'docker-desktop-linux',
    label: 'Docker Desktop',
    platforms: ['win32'],
    paths: pipe('dockerDesktopLinuxEngine'),
  },
  { id: 'docker-pipe', label: 'Docker', platforms: ['win32'], paths: pipe('docker_engine') },
  {
    id: 'podman-machine',
    label: 'Podman machine',
    platforms: ['win32'],
    paths: pipe('podman-machine-default'),
  },
];

export const defaultAddress = (platform: NodeJS.Platform): string =>
  platform === 'win32' ? 'npipe:////./pipe/docker_engine' : 'unix:///var/run/docker.sock';

/** The sockets that are there; a link to one that was found already is not another engine. */
export const socketSource: EndpointSource = {
  explicit: false,
  find: (environment) => findSockets(environment, {}),
};

/** With `id`, the sockets of that row alone, or the one socket of a row that matches several. */
export const findSockets = async (
  environment: EngineEnvironment,
  options: { readonly id?: string },
): Promise<readonly Candidate[]> => {
  const { files, platform } = environment;
  const found = new Map<string, Candidate>();
  for (const row of rows) {
    if (!row.platforms.includes(platform)) continue;
    for (const pattern of row.paths(environment)) {
      for (const { path, name } of pattern === undefined
        ? []
        : await expand(environment, pattern)) {
        const id = name === undefined ? row.id : `${row.id}:${name}`;
        if (options.id !== undefined && ![id, row.id].includes(options.id)) continue;
        if (!(await files.exists(path))) continue;
        const label = name === undefined ? row.label : `${row.label} (${name})`;
        const address = platform === 'win32' ? `npipe://${path}` : `unix://${path}`;
        const real = await files.resolve(path);
        if (!found.has(real))
          found.set(real, { kind: 'endpoint', endpoint: { id, label, address } });
      }
    }
  }
  return [...found.values()];
};

const expand = async (
  { files }: EngineEnvironment,
  pattern: string,
): Promise<readonly { readonly path: string; readonly name?: string }[]> => {
  const [before, after] = pattern.split('*');
  if (before === undefined || after === undefined) return [{ path: pattern }];
  const names = await files.names(before.replace(/\/$/, ''));
  return [...names].sort().map((name) => ({ path: `${before}${name}${after}`, name }));
};
