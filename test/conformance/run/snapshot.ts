import type { Engine } from '../../../server/src/engines/contract.ts';

type Inspected = Readonly<Record<string, unknown>>;

/** What `inspect` says of everything on an engine, by name. */
export interface Snapshot {
  readonly containers: Readonly<Record<string, Inspected>>;
  readonly networks: Readonly<Record<string, Inspected>>;
  readonly volumes: Readonly<Record<string, Inspected>>;
}

const anonymous = /^[0-9a-f]{64}$/;

/** Volumes without a name are seen only where a container mounts them. */
export const takeSnapshot = async (engine: Engine): Promise<Snapshot> => {
  const containers = await engine.containers.list();
  const networks = (await engine.networks.list()).filter(({ builtIn }) => !builtIn);
  const volumes = (await engine.volumes.list()).filter(({ name }) => !anonymous.test(name));
  return {
    containers: await byName(containers, ({ name, id }) => [name, engine.containers.inspect(id)]),
    networks: await byName(networks, ({ name, id }) => [name, engine.networks.inspect(id)]),
    volumes: await byName(volumes, ({ name }) => [name, engine.volumes.inspect(name)]),
  };
};

const byName = async <T>(
  items: readonly T[],
  look: (item: T) => readonly [string, Promise<Inspected>],
): Promise<Readonly<Record<string, Inspected>>> =>
  Object.fromEntries(
    await Promise.all(
      items.map(async (item) => {
        const [name, inspecting] = look(item);
        return [name, await inspecting] as const;
      }),
    ),
  );
