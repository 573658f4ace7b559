import { posix } from 'node:path';
import type { MountItem } from '#shared/protocol/inventory';
import { placeOf } from '../../reload/rules/binds/places.ts';
import { noLayers, type Layer, type Layers } from './layers.ts';
import { deepestFirst } from './service-layers.ts';

/** Where the files of a container come from that no compose file declares: only its mounts are known. */
export const containerLayers = (
  mounts: readonly MountItem[],
  workingDir: string | undefined,
): Layers => ({
  ...noLayers,
  over: deepestFirst(mounts.flatMap(layersOf)),
  workingDirs: workingDir === undefined ? [] : [workingDir],
});

const layersOf = ({ kind, source, target }: MountItem): readonly Layer[] => {
  const at = posix.normalize(target).replace(/(?<=.)\/$/, '');
  if (kind !== 'bind') return [{ target: at, hides: true }];
  return placesOnHost(source)
    .filter((place) => placeOf(place, target) !== 'system')
    .map((place, index, { length }) => ({
      source: place,
      target: at,
      hides: index === length - 1,
    }));
};

/**
 * An engine in a virtual machine has the host's folders below one of its own, and tells of them by it:
 * Docker Desktop of `/host_mnt/Users` on a Mac, of `/run/desktop/mnt/host/c` on Windows.
 */
const placesOnHost = (source: string): readonly string[] => {
  const inside = /^(?:\/host_mnt|\/run\/desktop\/mnt\/host)(\/.+)$/.exec(source)?.[1];
  if (inside === undefined) return [source];
  const drive = /^\/([a-z])\/(.*)$/.exec(inside);
  const windows =
    drive && `${drive[1]?.toUpperCase() ?? ''}:\\${(drive[2] ?? '').replaceAll('/', '\\')}`;
  return windows === null ? [inside] : [inside, windows];
};
