import type { ContainerItem, NetworkItem, VolumeItem } from '#shared/protocol/inventory';
import type { ComposeModel, ComposeService } from '../../../../server/src/compose/model.ts';
import { serviceHash } from '../../../../server/src/compose/hash.ts';
import type { ImageFacts, ObservedState } from '../../../../server/src/compose/run/state.ts';

export const imageId = 'sha256:one';

export const service = (more: Partial<ComposeService> = {}): ComposeService => ({
  command: null,
  entrypoint: null,
  image: 'app:1',
  networks: { default: null },
  ...more,
});

export const modelOf = (
  services: Readonly<Record<string, ComposeService>>,
  more: Partial<ComposeModel> = {},
): ComposeModel => ({
  name: 'shop',
  services,
  disabledServices: {},
  networks: { default: { name: 'shop_default' } },
  volumes: {},
  configs: {},
  secrets: {},
  models: {},
  extensions: {},
  workingDir: '/srv/shop',
  files: ['/srv/shop/compose.yaml', '/srv/shop/compose.override.yaml'],
  activeProfiles: [],
  allProfiles: [],
  environment: {},
  ...more,
});

/** A running container that was made from the declared service. */
export const containerOf = (
  name: string,
  declared: ComposeService,
  more: Partial<ContainerItem> & { readonly number?: number } = {},
): ContainerItem => {
  const { number = 1, ...rest } = more;
  return {
    id: `id-${name}-${String(number)}` as ContainerItem['id'],
    name: `shop-${name}-${String(number)}`,
    image: 'app:1',
    imageId: imageId as ContainerItem['imageId'],
    command: '',
    status: 'running',
    health: 'none',
    createdAtMs: 0,
    ports: [],
    mounts: [],
    networks: ['shop_default'],
    compose: { project: 'shop', service: name, number, oneOff: false },
    ...rest,
    labels: {
      'com.docker.compose.config-hash': serviceHash(declared),
      'com.docker.compose.image': imageId,
      ...more.labels,
    },
  };
};

export const stateOf = (
  containers: readonly ContainerItem[],
  more: Partial<ObservedState> = {},
): ObservedState => ({
  containers,
  networks: [network('shop_default', 'default')],
  volumes: [],
  images: new Map<string, ImageFacts>([
    ['app:1', { id: imageId, healthcheck: false, volumes: [] }],
  ]),
  ...more,
});

export const network = (name: string, key: string, definition?: string): NetworkItem => ({
  id: `id-${name}` as NetworkItem['id'],
  name,
  driver: 'bridge',
  scope: 'local',
  internal: false,
  subnets: [],
  builtIn: false,
  labels: {
    'com.docker.compose.project': 'shop',
    'com.docker.compose.network': key,
    ...(definition !== undefined && { 'dev.hyperbox.definition': definition }),
  },
});

export const volume = (
  name: string,
  labels: Readonly<Record<string, string>> = { 'com.docker.compose.project': 'shop' },
): VolumeItem => ({
  name: name as VolumeItem['name'],
  driver: 'local',
  mountpoint: '',
  labels,
});
