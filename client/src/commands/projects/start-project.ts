import { projectsStart, type ProjectItem } from '#shared/protocol/projects';
import type { App } from '../../app.ts';
import { t } from '../../base/l10n.ts';
import { withLogsOnFailure } from './failure.ts';
import { offerOrphans } from './orphans-toast.ts';
import { settleProposal } from './proposal.ts';
import { showStarted } from './started-toast.ts';

export interface StartOptions {
  readonly services?: readonly string[];
  readonly rebuild?: boolean;
}

/** From a project to running services, with progress, cancel and one toast at the end. */
export const startProject = async (
  app: App,
  project: ProjectItem,
  { services, rebuild }: StartOptions = {},
): Promise<void> => {
  if (!(await settleProposal(app, project))) return;
  const what = services?.join(', ') ?? project.name;
  const title = rebuild === true ? t('Rebuilding {0}', what) : t('Starting {0}', what);
  const result = await withLogsOnFailure(app, project, () =>
    app.operations.run(title, ({ operationId, token }) =>
      app.server.send(
        projectsStart,
        {
          projectId: project.id,
          operationId,
          ...(services === undefined ? {} : { services: [...services] }),
          ...(rebuild === undefined ? {} : { rebuild }),
        },
        { token },
      ),
    ),
  );
  // Not awaited: the command has done its work when the project runs.
  void showStarted(what, result);
  void offerOrphans(app, project, result.orphans);
};
