import { containerId, imageId, networkId, projectId, reloadId } from '#shared/protocol/ids';
import type { ContainerItem, ImageItem, NetworkItem } from '#shared/protocol/inventory';
import type { ProjectItem, ServiceItem } from '#shared/protocol/projects';
import type { ReloadItem } from '#shared/protocol/reload';

/** Whole records with nothing special about them; a test says what is special about its own. */
export const aContainer = (special: Partial<ContainerItem> = {}): ContainerItem => ({
  id: containerId.parse('c0ffee'.padEnd(64, '0')),
  name: 'shop-web-1',
  image: 'node:24',
  imageId: imageId.parse('sha256:1'),
  command: 'node server.mjs',
  status: 'running',
  health: 'none',
  createdAtMs: 0,
  ports: [],
  mounts: [],
  networks: [],
  labels: {},
  ...special,
});

export const aService = (special: Partial<ServiceItem> = {}): ServiceItem => ({
  name: 'web',
  state: 'running',
  health: 'none',
  profiles: [],
  dependsOn: [],
  containers: [aContainer()],
  ports: [],
  drifted: false,
  orphan: false,
  autoRestart: false,
  ...special,
});

export const aProject = (special: Partial<ProjectItem> = {}): ProjectItem => ({
  id: projectId.parse('p1'),
  name: 'shop',
  directory: '/home/me/shop',
  workspaceFolder: '/home/me/shop',
  source: { kind: 'compose', files: ['/home/me/shop/compose.yaml'] },
  state: 'running',
  services: [aService({ autoRestart: special.autoRestart === true })],
  profiles: [],
  autoRestart: false,
  ...special,
});

export const aReload = (special: Partial<ReloadItem> = {}): ReloadItem => ({
  id: reloadId.parse('r1'),
  projectId: projectId.parse('p1'),
  project: 'shop',
  service: 'web',
  action: 'sync+restart',
  cause: 'saved',
  files: ['/home/me/shop/web/src/server.mjs'],
  fileCount: 1,
  why: ['web copies ./web/src to /app/src'],
  savedAtMs: new Date(2026, 10, 21, 14, 3, 22).getTime(),
  stages: [
    { name: 'noticed', atMs: 3 },
    { name: 'synced', atMs: 61, detail: '0.4 kB' },
    { name: 'healthy', atMs: 412 },
  ],
  outcome: { kind: 'done', durationMs: 412 },
  ...special,
});

export const anImage = (special: Partial<ImageItem> = {}): ImageItem => ({
  id: imageId.parse(`sha256:${'ab'.repeat(32)}`),
  tags: ['redis:7'],
  sizeBytes: 4_860_000,
  createdAtMs: 0,
  labels: {},
  dangling: false,
  ...special,
});

export const aNetwork = (special: Partial<NetworkItem> = {}): NetworkItem => ({
  id: networkId.parse('n1'),
  name: 'shop_default',
  driver: 'bridge',
  scope: 'local',
  internal: false,
  subnets: ['172.20.0.0/16'],
  labels: {},
  builtIn: false,
  ...special,
});
