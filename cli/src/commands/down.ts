import { projectsDown } from '#shared/protocol/projects';
import { command } from '../command.ts';
import { exitCodes } from '../exit-codes.ts';
import { openProject } from '../open-project.ts';
import { flag } from '../options/option.ts';
import { withProgress } from '../output/progress.ts';

export const down = command({
  name: 'down',
  summary: 'stop and remove containers and networks',
  options: {
    volumes: flag('-v, --volumes', 'remove volumes too'),
    removeOrphans: flag(
      '--remove-orphans',
      'remove containers of services that the file does not have any more',
    ),
  },
  examples: ['hb down', 'hb down --volumes'],
  run: async (context, { volumes, removeOrphans }) => {
    const server = await context.connect('server');
    const { projectId } = await openProject(server, context);
    const { signal } = context.interrupts;
    await withProgress(server, context, (operationId) =>
      server.request(projectsDown, { projectId, volumes, removeOrphans, operationId }, signal),
    );
    return exitCodes.done;
  },
});
