import type { ContainerItem, NetworkItem, VolumeItem } from '#shared/protocol/inventory';
import type { EngineFacts } from '../../../../server/src/compose/advice/facts.ts';
import type { ImageDetails } from '../../../../server/src/compose/language/engine/image-details.ts';
import type { ContainerFacts } from '../../../../server/src/compose/run/changed-fields.ts';

export interface DrawnEngine {
  readonly host?: Partial<EngineFacts['host']>;
  readonly containers?: readonly ContainerItem[];
  /** Names. */
  readonly networks?: readonly string[];
  readonly volumes?: readonly string[];
  /** By reference; one that is not here is not on the engine. */
  readonly images?: Readonly<Record<string, Partial<ImageDetails>>>;
  /** By container. */
  readonly madeFrom?: Readonly<Record<string, ContainerFacts>>;
  /** Who has a host port, by its number. */
  readonly holders?: Readonly<Record<string, string>>;
}

/** An engine that is drawn as little as a test needs of it. */
export const drawnEngine = (drawn: DrawnEngine): EngineFacts => {
  const { containers = [], networks = [], volumes = [], images = {} } = drawn;
  return {
    host: {
      product: 'Docker Engine',
      architecture: 'x86_64',
      cpus: 2,
      memoryBytes: 4 * 2 ** 30,
      ...drawn.host,
    },
    containers,
    networks: networks.map((name) => ({
      id: `id-of-${name}` as NetworkItem['id'],
      ...{ name, driver: 'bridge', scope: 'local', internal: false },
      ...{ subnets: [], labels: {}, builtIn: false },
    })),
    volumes: volumes.map((name) => ({
      ...{ name: name as VolumeItem['name'], driver: 'local', mountpoint: '', labels: {} },
    })),
    image: (reference) => {
      const found = images[reference];
      return found === undefined ? 'absent' : drawnImage(reference, found);
    },
    madeFrom: (id) => drawn.madeFrom?.[id],
    holderOf: (_, { published }) => drawn.holders?.[published ?? ''],
  };
};

export const drawnImage = (reference: string, more: Partial<ImageDetails> = {}): ImageDetails => ({
  id: `sha256:${reference}`,
  tags: [reference],
  digests: [],
  sizeBytes: 1,
  platform: 'linux/amd64',
  ...{ user: '', workingDir: '', entrypoint: [], command: [], exposedPorts: [], volumes: [] },
  ...more,
});
