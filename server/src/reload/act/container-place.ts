import { sep } from 'node:path';
import * as z from 'zod/mini';
import { HyperBoxError } from '../../base/error.ts';
import type { Engine } from '../../engines/contract.ts';
import { isTargetInside } from '../rules/paths.ts';
import { ownerIn, type Owner } from './container-user.ts';

export interface ContainerMount {
  readonly target: string;
  readonly writable: boolean;
  /** Of the engine's machine, for what is mounted from there. */
  readonly source?: string;
  /** In memory: the engine's archives go beneath it, unseen. */
  readonly memory: boolean;
}

/** What a copy has to know of a container, none of which changes while the container lives. */
export interface ContainerPlace {
  readonly owner: Owner;
  readonly readOnlyRoot: boolean;
  /** The deepest first. */
  readonly mounts: readonly ContainerMount[];
  /** Folders that have been seen there: nobody needs to ask again. */
  readonly folders: Set<string>;
}

const known = new WeakMap<Engine, Map<string, Promise<ContainerPlace>>>();
/** Containers come and go; whoever comes back is read once more. */
const mostKnown = 200;

/** Read once for each container: the first copy pays for it, a millisecond or two for most. */
export const placeOf = (
  engine: Engine,
  containerId: string,
  signal: AbortSignal,
): Promise<ContainerPlace> => {
  const places = known.get(engine) ?? new Map<string, Promise<ContainerPlace>>();
  known.set(engine, places);
  const found = places.get(containerId);
  if (found !== undefined) return found;
  const [oldest] = places.keys();
  if (places.size >= mostKnown && oldest !== undefined) places.delete(oldest);
  const reading = readPlace(engine, containerId, signal);
  places.set(containerId, reading);
  reading.catch(() => {
    places.delete(containerId);
  });
  return reading;
};

const record = z.object({
  Config: z.object({ User: z.optional(z.string()) }),
  HostConfig: z.object({
    ReadonlyRootfs: z.optional(z.boolean()),
    Tmpfs: z.nullish(z.record(z.string(), z.string())),
  }),
  Mounts: z.nullish(
    z.array(
      z.object({
        Type: z.string(),
        Source: z.optional(z.string()),
        Destination: z.string(),
        RW: z.boolean(),
      }),
    ),
  ),
});

const readPlace = async (
  engine: Engine,
  containerId: string,
  signal: AbortSignal,
): Promise<ContainerPlace> => {
  const parsed = z.safeParse(record, await engine.containers.inspect(containerId, signal));
  if (!parsed.success) {
    throw new HyperBoxError('engine-failed', `What ${containerId} is made of is not understood.`, {
      cause: parsed.error,
    });
  }
  const { Config, HostConfig, Mounts } = parsed.data;
  const inMemory = Object.keys(HostConfig.Tmpfs ?? {});
  const mounts = [
    ...(Mounts ?? []).map(({ Type, Source, Destination, RW }) => ({
      target: Destination,
      writable: RW,
      ...(Type === 'bind' && Source !== undefined && { source: Source }),
      memory: Type === 'tmpfs',
    })),
    ...inMemory.map((target) => ({ target, writable: true, memory: true })),
  ];
  return {
    owner: await ownerIn(engine, containerId, { user: Config.User ?? '', signal }),
    readOnlyRoot: HostConfig.ReadonlyRootfs === true,
    mounts: mounts.sort((a, b) => b.target.length - a.target.length),
    folders: new Set(),
  };
};

const mountOf = (place: ContainerPlace, target: string): ContainerMount | undefined =>
  place.mounts.find((one) => isTargetInside(target, one.target));

/**
 * Whether the container sees the very file of the host: to copy it would be to replace the user's own.
 * An engine in a virtual machine knows the host's folders below one of its own, such as `/host_mnt`.
 */
export const isMountedThere = (
  place: ContainerPlace,
  { path, target }: { readonly path: string; readonly target: string },
): boolean => {
  const mount = mountOf(place, target);
  if (mount?.source === undefined) return false;
  const source = mount.source + target.slice(mount.target.replace(/\/$/, '').length);
  return source.endsWith(path.split(sep).join('/'));
};

/** The folder that the engine is asked to unpack in; throws where a container cannot be written. */
export const baseFor = (place: ContainerPlace, target: string): string => {
  const mount = mountOf(place, target);
  if (mount?.memory === true) {
    throw new HyperBoxError('reload-failed', `"${target}" is in memory (tmpfs).`, {
      hint: `Engines cannot copy there. Mount a volume at ${mount.target} instead, or sync elsewhere.`,
    });
  }
  if (mount?.writable === false) {
    throw new HyperBoxError('reload-failed', `"${target}" is mounted read-only.`, {
      hint: `Take "read_only" or ":ro" off the mount at ${mount.target}, or sync elsewhere.`,
    });
  }
  if (!place.readOnlyRoot) return '/';
  if (mount !== undefined) return mount.target;
  throw new HyperBoxError('reload-failed', `"${target}" is in a read-only container.`, {
    hint: 'Take "read_only" off the service, or mount a volume at the folder that is synced.',
  });
};
