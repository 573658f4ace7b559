import { projectsStop } from '#shared/protocol/projects';
import { command } from '../command.ts';
import { exitCodes } from '../exit-codes.ts';
import { openProject } from '../open-project.ts';
import { withProgress } from '../output/progress.ts';

export const stop = command({
  name: 'stop',
  summary: 'stop containers',
  arguments: [{ name: '[services...]', summary: 'only these; all when none is named' }],
  options: {},
  examples: ['hb stop', 'hb stop web'],
  run: async (context, _options, services) => {
    const server = await context.connect('server');
    const { projectId } = await openProject(server, context);
    await withProgress(server, context, (operationId) =>
      server.request(
        projectsStop,
        { projectId, operationId, ...(services.length > 0 && { services: [...services] }) },
        context.interrupts.signal,
      ),
    );
    return exitCodes.done;
  },
});
