import { join } from 'node:path';
import type { DetectedProject, Folder } from './detectors/detector.ts';
import { detectProjects } from './detectors/index.ts';
import { readNames, readSmallText, toFolder } from './folder-reader.ts';
import { extendChain, isIgnored, isSkippedName, type IgnoreChain } from './ignored-folders.ts';

export interface ScanLimits {
  /** How far below a workspace folder; the folder itself is 0. */
  readonly depth: number;
  /** Over all workspace folders. */
  readonly folders: number;
}
export const defaultLimits: ScanLimits = { depth: 5, folders: 4000 };

export interface ScannedProject {
  readonly project: DetectedProject;
  readonly workspaceFolder: string;
}
export interface Scan {
  readonly projects: readonly ScannedProject[];
  /** Every folder that was looked into. */
  readonly visited: ReadonlySet<string>;
  /** Some folders were left out because there were more than the limit. */
  readonly cut: boolean;
}

interface Place {
  readonly path: string;
  readonly depth: number;
  readonly root: string;
  readonly chain: IgnoreChain;
}

/** How many folders are read at the same time: enough to keep the disk busy, few enough to let others work. */
const batch = 32;

/**
 * Looks for projects in the workspace folders, breadth first, so that a limit cuts off what is deep.
 * Unreadable folders are passed over. A folder that lies in another one is looked at once.
 */
export const scanWorkspace = async (
  roots: readonly string[],
  options: {
    readonly limits?: ScanLimits;
    readonly detect?: (folder: Folder) => Promise<readonly DetectedProject[]>;
    readonly signal?: AbortSignal;
  } = {},
): Promise<Scan> => {
  const limits = options.limits ?? defaultLimits;
  const detect = options.detect ?? detectProjects;
  const projects: ScannedProject[] = [];
  const visited = new Set<string>();
  let level: Place[] = roots.map((path) => ({ path, depth: 0, root: path, chain: [] }));
  let cut = false;
  while (level.length > 0) {
    const below: Place[] = [];
    for (let at = 0; at < level.length; at += batch) {
      options.signal?.throwIfAborted();
      const fresh = level.slice(at, at + batch).filter((place) => {
        if (visited.has(place.path)) return false;
        if (visited.size >= limits.folders) {
          cut = true;
          return false;
        }
        visited.add(place.path);
        return true;
      });
      const looks = await Promise.all(fresh.map((place) => look(place, detect)));
      for (const { found, inside } of looks) {
        projects.push(...found);
        below.push(...inside);
      }
    }
    level = below.filter((place) => place.depth <= limits.depth);
  }
  return { projects, visited, cut };
};

const look = async (
  place: Place,
  detect: (folder: Folder) => Promise<readonly DetectedProject[]>,
): Promise<{ readonly found: readonly ScannedProject[]; readonly inside: readonly Place[] }> => {
  const names = await readNames(place.path);
  if (names === undefined) return { found: [], inside: [] };
  const chain = names.files.has('.gitignore')
    ? extendChain(place.chain, place.path, await readSmallText(join(place.path, '.gitignore')))
    : place.chain;
  const found = await detect(toFolder(place.path, names));
  const inside = [...names.folders]
    .filter((name) => !isSkippedName(name))
    .map((name) => join(place.path, name))
    .filter((path) => !isIgnored(chain, path, { folder: true }))
    .sort()
    .map((path) => ({ path, depth: place.depth + 1, root: place.root, chain }));
  return {
    found: found.map((project) => ({ project, workspaceFolder: place.root })),
    inside,
  };
};
