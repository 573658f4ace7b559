import {
  projectsDown,
  projectsPreview,
  projectsPreviewDown,
  projectsPropose,
  projectsRemoveOrphans,
  projectsRestart,
  projectsRunOnce,
  projectsSaveProposal,
  projectsSetProfiles,
  projectsStart,
  projectsStop,
  projectsWatch,
} from '#shared/protocol/projects';
import { defined } from './defined.ts';
import { done } from './done.ts';
import { onRequest, type Handler } from './handler.ts';

export const projectHandlers: readonly Handler[] = [
  onRequest(projectsWatch, ({ projectWatches }, { watch }, { client, signal }) =>
    projectWatches.watch(client, watch, signal),
  ),
  onRequest(projectsStart, ({ projects }, { projectId, ...options }, work) =>
    projects.start(projectId, defined(options), work),
  ),
  onRequest(projectsPreview, ({ projects }, { projectId, ...options }, { signal }) =>
    projects.preview(projectId, defined(options), signal),
  ),
  onRequest(projectsRunOnce, ({ oneOffRuns }, { projectId, service, ...options }, work) =>
    oneOffRuns.start(work.client, { projectId, service, ...defined(options) }, work),
  ),
  onRequest(projectsRemoveOrphans, ({ projects }, { projectId }, work) =>
    projects.removeOrphans(projectId, work),
  ),
  onRequest(projectsStop, ({ projects }, { projectId, services }, work) =>
    done(projects.stop(projectId, services, work)),
  ),
  onRequest(projectsRestart, ({ projects }, { projectId, services }, work) =>
    done(projects.restart(projectId, services, work)),
  ),
  onRequest(
    projectsDown,
    ({ projects }, { projectId, volumes = false, removeOrphans = false }, work) =>
      done(projects.down(projectId, { volumes, removeOrphans }, work)),
  ),
  onRequest(projectsPreviewDown, ({ projects }, { projectId }) => projects.previewDown(projectId)),
  onRequest(projectsPropose, ({ projects }, { projectId }) => projects.propose(projectId)),
  onRequest(projectsSaveProposal, ({ projects }, { projectId }) =>
    projects.saveProposal(projectId),
  ),
  onRequest(projectsSetProfiles, ({ projects }, { projectId, profiles }) =>
    done(projects.setProfiles(projectId, profiles)),
  ),
];
