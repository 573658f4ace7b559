import { HyperBoxError } from '../../base/error.ts';
import type { MountSpec } from '../contract.ts';

type AtLeast = (version: string) => boolean;

/**
 * Mounts in the two forms that the API has, chosen as compose chooses: `Binds` is older, and takes
 * what has no further options; it alone takes an SELinux label and, before 1.43, makes a missing host
 * folder. Source: docker/compose `buildContainerVolumes`.
 */
export const toMounts = (
  mounts: readonly MountSpec[],
  atLeast: AtLeast,
): { readonly Binds?: readonly string[]; readonly Mounts?: readonly unknown[] } => {
  const bound = mounts.filter((mount) => isText(mount, atLeast));
  const exact = mounts.filter((mount) => !bound.includes(mount));
  return {
    ...(bound.length > 0 && { Binds: bound.map(toBind) }),
    ...(exact.length > 0 && { Mounts: exact.map((mount) => toMount(mount, atLeast)) }),
  };
};

const isText = (mount: MountSpec, atLeast: AtLeast): boolean => {
  if (mount.source === undefined || mount.source === '') return false;
  // The text form cannot hold a colon, but for the one after a drive letter.
  if (mount.source.replace(/^[A-Za-z]:/, '').includes(':')) return false;
  const { bind, volume } = mount;
  if (mount.kind === 'volume') return volume?.noCopy !== true && volume?.subpath === undefined;
  if (mount.kind !== 'bind') return false;
  if (bind?.selinux !== undefined) return true;
  const plain = bind?.propagation === undefined && bind?.recursive === undefined;
  return bind?.createHostPath === true && (plain || !atLeast('1.43'));
};

const toBind = (mount: MountSpec): string => {
  const options = [
    mount.readOnly === true ? 'ro' : 'rw',
    ...[mount.bind?.propagation, mount.bind?.selinux].filter((option) => option !== undefined),
  ];
  return `${mount.source ?? ''}:${mount.target}:${options.join(',')}`;
};

const toMount = (mount: MountSpec, atLeast: AtLeast): Record<string, unknown> => {
  refuseUnknown(mount, atLeast);
  return {
    Type: mount.kind,
    Source: mount.source,
    Target: mount.target,
    ReadOnly: mount.readOnly,
    Consistency: mount.consistency,
    BindOptions: mount.bind && toBindOptions(mount.bind, atLeast),
    VolumeOptions: mount.volume && {
      NoCopy: mount.volume.noCopy,
      Subpath: mount.volume.subpath,
    },
    TmpfsOptions: mount.tmpfs && { SizeBytes: mount.tmpfs.sizeBytes, Mode: mount.tmpfs.mode },
    ImageOptions: mount.image && { Subpath: mount.image.subpath },
  };
};

const toBindOptions = (
  bind: NonNullable<MountSpec['bind']>,
  atLeast: AtLeast,
): Record<string, unknown> => ({
  Propagation: bind.propagation,
  CreateMountpoint: atLeast('1.43') ? bind.createHostPath : undefined,
  NonRecursive: bind.recursive === 'disabled' ? true : undefined,
  ReadOnlyNonRecursive: bind.recursive === 'writable' && atLeast('1.44') ? true : undefined,
  ReadOnlyForceRecursive: bind.recursive === 'readonly' && atLeast('1.44') ? true : undefined,
});

/** Leaving these out would show the container other files than were asked for. */
const refuseUnknown = (mount: MountSpec, atLeast: AtLeast): void => {
  const needs =
    mount.kind === 'image'
      ? { what: 'An image mount', version: '1.48' }
      : mount.volume?.subpath !== undefined
        ? { what: 'A subpath of a volume', version: '1.45' }
        : undefined;
  if (needs === undefined || atLeast(needs.version)) return;
  throw new HyperBoxError(
    'unsupported',
    `${needs.what} (${mount.target}) needs an engine with API ${needs.version} or newer.`,
    { hint: 'Update the engine, or mount it in another way.' },
  );
};
