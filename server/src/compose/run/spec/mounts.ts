import type { MountSpec } from '../../../engines/contract.ts';
import type { ComposeMount } from '../../model.ts';
import { parseBytes } from '../../values/bytes.ts';
import { ignoredParts, type FieldInput, type FieldRule, type SpecContext } from './context.ts';

const kinds = new Set<string>(['bind', 'volume', 'tmpfs', 'image', 'npipe', 'cluster']);

const optionsOfOther = (mount: ComposeMount): readonly string[] =>
  (['bind', 'volume', 'tmpfs', 'image'] as const)
    .filter((option) => option !== mount.type && mount[option] !== undefined)
    .filter((option) => !(option === 'bind' && isLabelled(mount)))
    .map((option) => `"${option}" has no effect: the mount of ${mount.target} is a ${mount.type}`);

/** `data:/data:Z`: of the options of a bind, a volume takes this one. */
const isLabelled = ({ type, bind }: ComposeMount): boolean =>
  type === 'volume' && bind?.selinux !== undefined;

export const volumesRule: FieldRule<'volumes'> = (mounts, input) => ({
  spec: { mounts: mounts.flatMap((mount) => toMount(mount, input)) },
  problems: mounts
    .filter(({ type }) => !kinds.has(type))
    .map(({ type, target }) => `the mount of ${target} has the unknown type "${type}"`),
  warnings: mounts.flatMap((mount) => [
    ...optionsOfOther(mount),
    ...ignoredParts(mount.volume ?? {}, {
      labels: 'engines take labels only for volumes that the file declares at its top level',
    }),
  ]),
});

const toMount = (mount: ComposeMount, { model, context }: FieldInput): readonly MountSpec[] => {
  if (!kinds.has(mount.type)) return [];
  const source = sourceOf(mount, context, (key) => model.volumes[key]?.name ?? key);
  return [
    {
      // Checked by `kinds`.
      kind: mount.type as MountSpec['kind'],
      target: mount.target,
      ...(source !== undefined && { source }),
      ...(mount.read_only !== undefined && { readOnly: mount.read_only }),
      ...(mount.consistency !== undefined && { consistency: mount.consistency }),
      ...(mount.type === 'bind' && { bind: bindOptions(mount.bind) }),
      ...(isLabelled(mount) && { bind: { selinux: mount.bind?.selinux ?? '' } }),
      ...(mount.type === 'volume' && mount.volume !== undefined && volumeOptions(mount.volume)),
      ...(mount.type === 'tmpfs' && mount.tmpfs !== undefined && tmpfsOptions(mount.tmpfs)),
      ...(mount.type === 'image' &&
        mount.image?.subpath !== undefined && { image: { subpath: mount.image.subpath } }),
    },
  ];
};

const sourceOf = (
  mount: ComposeMount,
  context: SpecContext,
  volumeName: (key: string) => string,
): string | undefined => {
  if (mount.type !== 'volume') return mount.source;
  if (mount.source !== undefined && mount.source !== '') return volumeName(mount.source);
  return context.inherited?.find(({ target }) => target === mount.target)?.name;
};

/** Options that are written at all say everything, as for compose: a path is made only if asked. */
const bindOptions = (bind: ComposeMount['bind']): NonNullable<MountSpec['bind']> => ({
  ...(bind?.propagation !== undefined && { propagation: bind.propagation }),
  createHostPath: bind === undefined || bind.create_host_path === true,
  ...(bind?.selinux !== undefined && { selinux: bind.selinux }),
  ...(bind?.recursive !== undefined && { recursive: bind.recursive }),
});

const volumeOptions = (volume: NonNullable<ComposeMount['volume']>): Pick<MountSpec, 'volume'> => ({
  volume: {
    ...(volume.nocopy !== undefined && { noCopy: volume.nocopy }),
    ...(volume.subpath !== undefined && { subpath: volume.subpath }),
  },
});

const tmpfsOptions = (tmpfs: NonNullable<ComposeMount['tmpfs']>): Pick<MountSpec, 'tmpfs'> => {
  const sizeBytes = parseBytes(tmpfs.size ?? '');
  return {
    tmpfs: {
      ...(sizeBytes !== undefined && { sizeBytes }),
      ...(tmpfs.mode !== undefined && { mode: tmpfs.mode }),
    },
  };
};

/**
 * Anonymous volumes that come from the image's `VOLUME`, carried over from the replaced container.
 * Those of the compose file are found by `volumesRule`.
 */
export const inheritedMounts = (
  context: SpecContext,
  taken: readonly MountSpec[],
): readonly MountSpec[] =>
  (context.inherited ?? [])
    .filter(
      ({ target }) =>
        (context.imageVolumes ?? []).includes(target) &&
        !taken.some((mount) => mount.target === target),
    )
    .map(({ name, target, readOnly }) => ({ kind: 'volume', source: name, target, readOnly }));

/** `/run:size=64m` of the `tmpfs` field. */
export const tmpfsRule: FieldRule<'tmpfs'> = (entries) => ({
  spec: {
    tmpfs: Object.fromEntries(
      entries.map((entry) => {
        const colon = entry.indexOf(':');
        return colon < 0 ? [entry, ''] : [entry.slice(0, colon), entry.slice(colon + 1)];
      }),
    ),
  },
});

export const volumesFromRule: FieldRule<'volumes_from'> = (entries, { context }) => {
  const resolved = entries.map((entry) => {
    const [first = '', ...rest] = entry.split(':');
    if (first === 'container') return { entry, value: rest.join(':') };
    const id = context.containerOf(first);
    return { entry, value: id && [id, ...rest].join(':') };
  });
  return {
    spec: { volumesFrom: resolved.flatMap(({ value }) => value ?? []) },
    problems: resolved
      .filter(({ value }) => value === undefined)
      .map(({ entry }) => `volumes_from needs a container of "${entry}", and there is none`),
  };
};

export const apiSocketRule: FieldRule<'use_api_socket'> = (use, { context }) => {
  if (!use) return {};
  if (context.apiSocket === undefined)
    return { warnings: ['has no effect: this engine is not reached through a socket of its host'] };
  const target = '/var/run/docker.sock';
  return {
    spec: { mounts: [{ kind: 'bind', source: context.apiSocket, target }] },
    warnings: ['shares the engine’s socket, but not the credentials of registries'],
  };
};
