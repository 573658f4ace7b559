import {
  projectsDown,
  projectsPreviewDown,
  projectsPropose,
  projectsRestart,
  projectsSaveProposal,
  projectsSetProfiles,
  projectsStart,
  projectsStop,
  projectsWatch,
} from '#shared/protocol/projects';
import { reloadFileSaved, reloadSetAutoRestart } from '#shared/protocol/reload';
import { defined } from './defined.ts';
import { done } from './done.ts';
import { onNotification, onRequest, type Handler } from './handler.ts';

export const projectHandlers: readonly Handler[] = [
  onRequest(projectsWatch, ({ projectWatches }, { watch }, { client, signal }) =>
    projectWatches.watch(client, watch, signal),
  ),
  onRequest(projectsStart, ({ projects }, { projectId, services, rebuild, recreate }, work) =>
    projects.start(projectId, defined({ services, rebuild, recreate }), work),
  ),
  onRequest(projectsStop, ({ projects }, { projectId, services }, work) =>
    done(projects.stop(projectId, services, work)),
  ),
  onRequest(projectsRestart, ({ projects }, { projectId, services }, work) =>
    done(projects.restart(projectId, services, work)),
  ),
  onRequest(projectsDown, ({ projects }, { projectId, volumes = false }, work) =>
    done(projects.down(projectId, { volumes }, work)),
  ),
  onRequest(projectsPreviewDown, ({ projects }, { projectId }) => projects.previewDown(projectId)),
  onRequest(projectsPropose, ({ projects }, { projectId }) => projects.propose(projectId)),
  onRequest(projectsSaveProposal, ({ projects }, { projectId }) =>
    projects.saveProposal(projectId),
  ),
  onRequest(projectsSetProfiles, ({ projects }, { projectId, profiles }) =>
    done(projects.setProfiles(projectId, profiles)),
  ),
  onRequest(reloadSetAutoRestart, ({ projects }, { projectId, enabled }) =>
    done(projects.setAutoRestart(projectId, enabled)),
  ),
  onNotification(reloadFileSaved, ({ reload }, { path }) => {
    reload.fileSaved(path);
  }),
];
