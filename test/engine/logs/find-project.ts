import assert from 'node:assert/strict';
import { projectsChanged, projectsWatch, type ProjectItem } from '#shared/protocol/projects';
import type { TestServer } from '../../support/server.ts';

/** The project of that name, as soon as the server knows of it. */
export const findProject = async (server: TestServer, project: string): Promise<ProjectItem> => {
  const isIt = ({ name }: ProjectItem): boolean => name === project;
  const changed = server.next(projectsChanged, ({ upserted }) => upserted.some(isIt));
  changed.catch(() => undefined);
  const projects = await server.request(projectsWatch, { watch: true });
  const found = projects.find(isIt) ?? (await changed).upserted.find(isIt);
  assert.ok(found !== undefined);
  return found;
};
