import type { ContainerItem } from '#shared/protocol/inventory';
import type { EngineFacts } from '../../advice/facts.ts';
import { serviceHash } from '../../hash.ts';
import type { ComposeModel } from '../../model.ts';
import { composeLabels } from '../../run/labels.ts';
import { imageNameOf } from '../../run/names.ts';
import { portKey, wishOf } from '../../run/spec/ports.ts';
import type { WantedPort } from '../../runner-contract.ts';
import type { EngineSight, LanguageEngine } from './language-engine.ts';
import type { PortHolders } from './port-holders.ts';

/** Finds out what advice needs to know of the engine; most of it is in sight already. */
export const gatherEngineFacts = async (
  model: ComposeModel,
  engine: LanguageEngine,
  ports: PortHolders,
): Promise<EngineFacts | undefined> => {
  const { sight } = engine;
  if (sight === undefined) return undefined;
  const containers = sight.containers.filter(({ compose }) => compose?.project === model.name);
  const [images, records, holders] = await Promise.all([
    lookUp(imagesOf(model), (reference) => engine.image(reference)),
    lookUp(differing(containers, model), (id) => engine.madeFrom(id)),
    holdersOf(model, sight, ports),
  ]);
  return {
    host: sight.host,
    containers,
    everyContainer: sight.containers,
    networks: sight.networks,
    volumes: sight.volumes,
    image: (reference) => images.get(reference),
    madeFrom: (id) => records.get(id),
    holderOf: (service, port) => {
      const wish = wishOf(port);
      return wish && holders.get(`${service} ${portKey(wish)}`);
    },
  };
};

const imagesOf = ({ name: project, services }: ComposeModel): ReadonlySet<string> =>
  new Set(Object.entries(services).map(([name, service]) => imageNameOf(project, name, service)));

/** Containers that may have been made from something else: what that was is worth a look. */
const differing = (
  containers: readonly ContainerItem[],
  { services }: ComposeModel,
): readonly string[] =>
  containers.flatMap(({ id, labels, compose }) => {
    const service = services[compose?.service ?? ''];
    return service === undefined || labels[composeLabels.configHash] === serviceHash(service)
      ? []
      : [id];
  });

const lookUp = async <T>(
  keys: Iterable<string>,
  read: (key: string) => Promise<T>,
): Promise<ReadonlyMap<string, T>> =>
  new Map(await Promise.all([...keys].map(async (key) => [key, await read(key)] as const)));

/** Of single ports only: within a range the engine chooses. */
const holdersOf = async (
  model: ComposeModel,
  sight: EngineSight,
  ports: PortHolders,
): Promise<ReadonlyMap<string, string>> => {
  const wanted = Object.entries(model.services).flatMap(([service, { ports: published = [] }]) =>
    published.flatMap((port): readonly WantedPort[] => {
      const wish = wishOf(port);
      return wish === undefined || wish.range !== undefined ? [] : [{ service, ...wish }];
    }),
  );
  const holders = await Promise.all(wanted.map((each) => ports.holderOf(each, model, sight)));
  return new Map(
    wanted.flatMap((each, at) => {
      const holder = holders[at];
      return holder === undefined ? [] : [[`${each.service} ${portKey(each)}`, holder] as const];
    }),
  );
};
