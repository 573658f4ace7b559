import { projectsGet, projectsOpen } from '#shared/protocol/opened';
import { onRequest, type Handler } from './handler.ts';

export const openedHandlers: readonly Handler[] = [
  onRequest(projectsOpen, ({ openedProjects }, project, { client }) =>
    openedProjects.open(client, project),
  ),
  onRequest(projectsGet, ({ projects }, { projectId }) => projects.get(projectId)),
];
