import type { ContainerItem } from '#shared/protocol/inventory';
import type { ProjectId } from '#shared/protocol/ids';
import type { ProjectItem, ProjectVerb } from '#shared/protocol/projects';
import { assignContainers } from './assign.ts';
import { isInside } from './claims.ts';
import type { Entry } from './entry.ts';
import { mergeProject, mergeRunning } from './merge.ts';
import { allOff, type Toggles } from './toggles.ts';

/** What is laid over files and containers when projects are shown. */
export interface Surroundings {
  readonly folders: readonly string[];
  busy(id: ProjectId): ProjectVerb | undefined;
  toggles(id: ProjectId): Toggles;
  drifted(entry: Entry, containers: readonly ContainerItem[]): ReadonlySet<string>;
}

/** All projects of one compose project name: usually one, more when several folders use the name. */
export const projectsNamed = (
  name: string,
  entries: readonly Entry[],
  containers: readonly ContainerItem[],
  around: Surroundings,
): readonly ProjectItem[] => {
  const { owned, foreign } = assignContainers(entries, containers);
  return [
    ...[...owned].map(([entry, own]) =>
      mergeProject(entry, own, {
        busy: around.busy(entry.id),
        toggles: around.toggles(entry.id),
        drifted: around.drifted(entry, own),
      }),
    ),
    ...[...foreign].map(([directory, own]) => {
      const id = runningId(name, directory);
      return mergeRunning(id, name, own, {
        busy: around.busy(id),
        toggles: allOff,
        drifted: new Set(),
        workspaceFolder: around.folders.find((folder) => isInside(directory, folder)),
      });
    }),
  ];
};

const runningId = (name: string, directory: string): ProjectId =>
  `running:${name}:${directory}` as ProjectId;
