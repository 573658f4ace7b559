import type { ContainerItem, NetworkItem, VolumeItem } from '#shared/protocol/inventory';
import type { EngineFacts } from '../../../../server/src/compose/advice/facts.ts';
import type { ImageDetails } from '../../../../server/src/compose/language/engine/image-details.ts';
import type { ContainerFacts } from '../../../../server/src/compose/run/changed-fields.ts';

type Labels = Readonly<Record<string, string>>;

export interface DrawnEngine {
  readonly host?: Partial<EngineFacts['host']>;
  readonly containers?: readonly ContainerItem[];
  /** Of no project, or of others. */
  readonly others?: readonly ContainerItem[];
  /** Names, or with what is to be known of them. */
  readonly networks?: readonly (string | (Partial<NetworkItem> & { readonly name: string }))[];
  readonly volumes?: readonly (string | { readonly name: string; readonly labels?: Labels })[];
  /** By reference; one that is not here is not on the engine. */
  readonly images?: Readonly<Record<string, Partial<ImageDetails>>>;
  /** By container. */
  readonly madeFrom?: Readonly<Record<string, ContainerFacts>>;
  /** Who has a host port, by its number. */
  readonly holders?: Readonly<Record<string, string>>;
}

/** An engine that is drawn as little as a test needs of it. */
export const drawnEngine = (drawn: DrawnEngine): EngineFacts => {
  const { containers = [], networks = [], volumes = [], images = {}, others = [] } = drawn;
  return {
    host: {
      product: 'Docker Engine',
      architecture: 'x86_64',
      cpus: 2,
      memoryBytes: 4 * 2 ** 30,
      ...drawn.host,
    },
    containers,
    everyContainer: [...containers, ...others],
    networks: networks.map(named).map((item) => ({
      id: `id-of-${item.name}` as NetworkItem['id'],
      ...{ driver: 'bridge', scope: 'local', internal: false },
      ...{ subnets: [], labels: {}, builtIn: false },
      ...item,
    })),
    volumes: volumes.map(named).map(({ name, labels = {} }) => ({
      ...{ name: name as VolumeItem['name'], driver: 'local', mountpoint: '', labels },
    })),
    image: (reference) => {
      const found = images[reference];
      return found === undefined ? 'absent' : drawnImage(reference, found);
    },
    madeFrom: (id) => drawn.madeFrom?.[id],
    holderOf: (_, { published }) => drawn.holders?.[published ?? ''],
  };
};

const named = <Item extends { readonly name: string }>(item: string | Item) =>
  typeof item === 'string' ? ({ name: item } as Item) : item;

export const drawnImage = (reference: string, more: Partial<ImageDetails> = {}): ImageDetails => ({
  id: `sha256:${reference}`,
  tags: [reference],
  digests: [],
  sizeBytes: 1,
  platform: 'linux/amd64',
  ...{ user: '', workingDir: '', entrypoint: [], command: [], exposedPorts: [], volumes: [] },
  ...more,
});
