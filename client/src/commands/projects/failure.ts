import type { ProjectId } from '#shared/protocol/ids';
import type { App } from '../../app.ts';
import { t } from '../../base/l10n.ts';
import { openLogsPanel } from '../../panels/logs.ts';
import type { FailureAction } from '../../report-failure.ts';
import { CommandFailure } from '../command.ts';

interface Failed {
  readonly id: ProjectId;
  readonly name: string;
}

/** Does the work of a project; a service that fails is best looked at in its logs. */
export const withLogsOnFailure = async <Result>(
  app: App,
  project: Failed,
  work: () => Promise<Result>,
): Promise<Result> => {
  try {
    return await work();
  } catch (error) {
    throw new CommandFailure(error, logsAction(app, project));
  }
};

/** Shows the logs of the service that failed, if it is known which. */
export const logsAction =
  ({ panels }: App, project: Failed) =>
  (service: string | undefined): FailureAction | undefined =>
    service === undefined
      ? undefined
      : {
          title: t('Show Logs'),
          run: () => {
            openLogsPanel(panels, {
              title: `${project.name} · ${service}`,
              target: { kind: 'project', projectId: project.id, services: [service] },
            });
          },
        };
