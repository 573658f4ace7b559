import { projectsRestart } from '#shared/protocol/projects';
import { command } from '../command.ts';
import { exitCodes } from '../exit-codes.ts';
import { openProject } from '../open-project.ts';
import { withProgress } from '../output/progress.ts';

export const restart = command({
  name: 'restart',
  summary: 'restart containers',
  arguments: [{ name: '[services...]', summary: 'only these; all when none is named' }],
  options: {},
  examples: ['hb restart', 'hb restart web'],
  run: async (context, _options, services) => {
    const server = await context.connect('server');
    const { projectId } = await openProject(server, context);
    await withProgress(server, context, (operationId) =>
      server.request(
        projectsRestart,
        { projectId, operationId, ...(services.length > 0 && { services: [...services] }) },
        context.interrupts.signal,
      ),
    );
    return exitCodes.done;
  },
});
