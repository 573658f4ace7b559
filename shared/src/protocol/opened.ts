import * as z from 'zod/mini';
import { explicitProject, type ComposeProblem } from './compose.ts';
import { projectId, type ProjectId } from './ids.ts';
import { request } from './message.ts';
import type { ProjectItem } from './projects.ts';

/** A project that a client named by its files. */
export interface OpenedProject {
  /** For all messages of projects. It is in no list, and forgotten with the client. */
  readonly projectId: ProjectId;
  readonly name: string;
  /** Everything found in its files; when one is an error, it cannot be started. */
  readonly problems: readonly ComposeProblem[];
}

/** Takes up a project by its files, wherever they are. */
export const projectsOpen = request<OpenedProject>()('hyperbox/projects/open', explicitProject);

/** A project as it is now; nothing is said of it later. */
export const projectsGet = request<ProjectItem>()('hyperbox/projects/get', z.object({ projectId }));
