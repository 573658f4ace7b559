import { projectsRunOnce, type ProjectItem, type ServiceItem } from '#shared/protocol/projects';
import type { App } from '../../app.ts';
import { t } from '../../base/l10n.ts';
import { ask } from '../input/ask.ts';
import { words } from '../input/checks.ts';
import { serviceCommand } from './service-command.ts';

export const runOnceInService = serviceCommand({
  id: 'hyperbox.services.runOnce',
  title: () => t('Run a command in which service?'),
  fits: ({ project, service }) => !service.orphan && project.source.kind !== 'running',
  run: async (app, project, services) => {
    for (const service of services) await askAndRun(app, project, service);
  },
});

/** In a container of its own, shown as a terminal, and removed when the command has ended. */
const askAndRun = async (app: App, project: ProjectItem, service: ServiceItem): Promise<void> => {
  const { server, operations, terminals } = app;
  const answer = await ask({
    title: t('Run Once in {0}', service.name),
    prompt: t('Command; empty for the one of the service'),
    placeHolder: 'sh',
    check: (text) => (words(text) === undefined ? t('A quote is not closed.') : undefined),
  });
  if (answer === undefined) return;
  const command = words(answer) ?? [];
  terminals.run({
    name: `${service.name}: ${answer === '' ? t('once') : answer}`,
    open: async (terminal) => {
      const run = await operations.run(
        t('Running once in {0}', service.name),
        ({ operationId, token }) =>
          server.send(
            projectsRunOnce,
            {
              projectId: project.id,
              service: service.name,
              ...(command.length > 0 && { command: [...command] }),
              ...{ remove: true, terminal, operationId },
            },
            { token },
          ),
      );
      return run.streamId;
    },
  });
};
