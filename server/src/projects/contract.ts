import type { ExplicitProject } from '#shared/protocol/compose';
import type { ProjectId } from '#shared/protocol/ids';
import type { OpenedProject } from '#shared/protocol/opened';
import type {
  DownPreview,
  ProjectItem,
  ProjectsChange,
  Proposal,
  StartPreview,
  StartResult,
} from '#shared/protocol/projects';
import type { Disposable } from '../base/disposable.ts';
import type { WorkContext } from '../base/progress.ts';
import type { LoadResult } from '../compose/load-contract.ts';
import type {
  DownOptions,
  RunningOnce,
  RunOnceOptions,
  StartOptions,
} from '../compose/runner-contract.ts';

/** The projects of the workspace and those that run on the engine, merged. */
export interface Projects extends Disposable {
  list(): Promise<readonly ProjectItem[]>;
  /** First hears all of them as `upserted`. Nobody watching means no work. */
  watch(listener: (change: ProjectsChange) => void): Disposable;
  get(id: ProjectId): Promise<ProjectItem>;
  /** A project named by its files, in no list; it is forgotten at its end. */
  open(
    project: ExplicitProject,
  ): Promise<{ readonly project: OpenedProject; readonly end: Disposable }>;
  /** The project's compose model as of now; for one without a compose file, its proposal's. */
  load(id: ProjectId): Promise<LoadResult>;
  start(id: ProjectId, options: StartOptions, work: WorkContext): Promise<StartResult>;
  stop(id: ProjectId, services: readonly string[] | undefined, work: WorkContext): Promise<void>;
  restart(id: ProjectId, services: readonly string[] | undefined, work: WorkContext): Promise<void>;
  down(id: ProjectId, options: DownOptions, work: WorkContext): Promise<void>;
  preview(id: ProjectId, options: StartOptions, signal: AbortSignal): Promise<StartPreview>;
  runOnce(id: ProjectId, options: RunOnceOptions, work: WorkContext): Promise<RunningOnce>;
  removeOrphans(id: ProjectId, work: WorkContext): Promise<readonly string[]>;
  previewDown(id: ProjectId): Promise<DownPreview>;
  propose(id: ProjectId): Promise<Proposal | null>;
  saveProposal(id: ProjectId): Promise<{ readonly path: string }>;
  setProfiles(id: ProjectId, profiles: readonly string[]): Promise<void>;
  /** Of one service, or of the project and with it of all its services. */
  setAutoRestart(id: ProjectId, enabled: boolean, service?: string): Promise<void>;
}
