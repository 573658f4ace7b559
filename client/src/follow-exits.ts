import type * as vscode from 'vscode';
import { projectsServiceExited } from '#shared/protocol/projects';
import type { App } from './app.ts';
import { t } from './base/l10n.ts';
import { logsAction } from './commands/projects/failure.ts';
import { exitText } from './exit-text.ts';
import { nameOfId } from './name-of-id.ts';
import { reportFailure } from './report-failure.ts';
import { RequestFailure } from './request-failure.ts';

/** Tells of a service that ended soon after its start, as if the start had failed. */
export const followExits = (app: App): vscode.Disposable =>
  app.server.on(projectsServiceExited, (exit) => {
    const { projectId, project, service, output } = exit;
    const failure = new RequestFailure(exitText(exit), {
      code: 'service-exited',
      service,
      output,
      hint: t('Read its last lines for the cause; fix it and start the project again.'),
    });
    void reportFailure(failure, {
      log: app.log,
      nameOf: nameOfId(app),
      action: logsAction(app, { id: projectId, name: project }),
    });
  });
