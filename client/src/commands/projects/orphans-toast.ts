import * as vscode from 'vscode';
import { projectsRemoveOrphans, type ProjectItem } from '#shared/protocol/projects';
import type { App } from '../../app.ts';
import { t } from '../../base/l10n.ts';
import { nameOfId } from '../../name-of-id.ts';
import { reportFailure } from '../../report-failure.ts';

/** Offers to remove what is left of services that the file does not have any more. */
export const offerOrphans = async (
  app: App,
  project: ProjectItem,
  orphans: readonly string[],
): Promise<void> => {
  if (orphans.length === 0) return;
  const remove = t('Remove');
  const choice = await vscode.window.showWarningMessage(
    t(
      '{0} has containers of services that its file does not have any more: {1}.',
      project.name,
      orphans.join(', '),
    ),
    remove,
  );
  if (choice !== remove) return;
  try {
    await app.operations.run(
      t('Removing what is left of {0}', project.name),
      ({ operationId, token }) =>
        app.server.send(projectsRemoveOrphans, { projectId: project.id, operationId }, { token }),
    );
  } catch (error) {
    // The command that the toast belongs to has long ended, so nobody else would tell.
    void reportFailure(error, { log: app.log, nameOf: nameOfId(app) });
  }
};
