import { realpath } from 'node:fs/promises';
import { basename } from 'node:path';
import type { ProjectId } from '#shared/protocol/ids';
import type { LoadResult } from '../compose/load-contract.ts';
import type { DetectedProject } from './detectors/detector.ts';
import { projectNameOf, type Stamp } from './loading.ts';

/** A project of the workspace with its model as it was last read. */
export interface Entry {
  readonly id: ProjectId;
  readonly detected: DetectedProject;
  /** Absent for one that was opened by its files. */
  readonly workspaceFolder: string | undefined;
  /** Where `com.docker.compose.project.working_dir` may point for containers of this project. */
  readonly directories: ReadonlySet<string>;
  readonly loaded: LoadResult;
  readonly model: LoadResult['model'];
  /** The compose project name; while the file is broken, the last one known. */
  readonly name: string;
  readonly profiles: readonly string[] | undefined;
  readonly stamp: Stamp;
}

/**
 * The folder, and for one of several projects in it what tells them apart: so a project keeps its id
 * when its compose file is renamed or its proposal saved.
 */
export const idOf = ({ directory, variant }: DetectedProject): ProjectId =>
  (variant === '' ? directory : `${directory}#${variant}`) as ProjectId;

export const makeEntry = async (
  detected: DetectedProject,
  parts: Pick<Entry, 'workspaceFolder' | 'loaded' | 'profiles' | 'stamp'> & {
    readonly previous: Entry | undefined;
    /** Made from the folder when absent. */
    readonly id?: ProjectId;
  },
): Promise<Entry> => {
  const { previous, id = idOf(detected), ...rest } = parts;
  const model = rest.loaded.model;
  const folders = [detected.directory, detected.request.directory, model?.workingDir ?? ''];
  const real = await Promise.all(folders.map((folder) => realpath(folder).catch(() => folder)));
  return {
    ...rest,
    id,
    detected,
    model,
    directories: new Set([...folders, ...real].filter((folder) => folder !== '')),
    name: model?.name ?? previous?.name ?? projectNameOf(basename(detected.directory)),
  };
};

export const hasErrors = (loaded: LoadResult): boolean =>
  loaded.model === undefined || loaded.findings.some((finding) => finding.severity === 'error');
