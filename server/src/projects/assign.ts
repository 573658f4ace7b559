import { resolve } from 'node:path';
import type { ContainerItem } from '#shared/protocol/inventory';
import type { Entry } from './entry.ts';

export interface Assignment {
  readonly owned: ReadonlyMap<Entry, readonly ContainerItem[]>;
  /** Those that belong to no project of the workspace, by the directory that their labels name. */
  readonly foreign: ReadonlyMap<string, readonly ContainerItem[]>;
}

/**
 * Deals out the containers of one compose project name. Several folders of the workspace
 * may use the same name: the labels say which one a container was made from.
 */
export const assignContainers = (
  entries: readonly Entry[],
  containers: readonly ContainerItem[],
): Assignment => {
  const owned = new Map<Entry, ContainerItem[]>(entries.map((entry) => [entry, []]));
  const foreign = new Map<string, ContainerItem[]>();
  for (const container of containers) {
    // `compose run` leaves containers that are no instance of their service.
    if (container.compose?.oneOff === true) continue;
    const owner = ownerOf(container, entries);
    const place = container.compose?.workingDir ?? '';
    const list = owner === undefined ? (foreign.get(place) ?? []) : (owned.get(owner) ?? []);
    list.push(container);
    if (owner === undefined) foreign.set(place, list);
  }
  return { owned, foreign };
};

const ownerOf = (container: ContainerItem, entries: readonly Entry[]): Entry | undefined => {
  const directory = container.compose?.workingDir;
  if (directory === undefined) return entries[0];
  const files = new Set((container.compose?.configFiles ?? []).map((file) => resolve(file)));
  const sameFiles = (entry: Entry): boolean =>
    (entry.model?.files ?? []).some((file) => files.has(file));
  const here = entries.filter((entry) => entry.directories.has(resolve(directory)));
  // A compose project is its name: Start in this folder would take up what runs under that name,
  // wherever it was started from, so that is what the folder shows.
  const only = entries.length === 1 ? entries[0] : undefined;
  return here.find(sameFiles) ?? here[0] ?? entries.find(sameFiles) ?? only;
};
