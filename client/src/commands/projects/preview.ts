import * as vscode from 'vscode';
import { projectsPreview, type ProjectItem } from '#shared/protocol/projects';
import type { App } from '../../app.ts';
import { t } from '../../base/l10n.ts';
import { documentScheme } from '../../documents/text-documents.ts';
import { previewText } from './preview-text.ts';
import { isDeclared, projectCommand } from './project-command.ts';

export const previewStart = projectCommand({
  id: 'hyperbox.projects.preview',
  title: () => t('Preview the start of which project?'),
  fits: isDeclared,
  nothing: () =>
    t('No project was found here. A compose file, a Dockerfile or a program makes one.'),
  run: async (app, project) => {
    const preview = await app.server.send(projectsPreview, { projectId: project.id });
    const uri = await app.documents.show({
      path: `/${project.name}/start-preview.txt`,
      key: project.id,
      read: () => Promise.resolve(previewText(preview)),
    });
    // Not awaited: the command has done its work when the preview is shown.
    void offerStart(app, project, { uri, changes: preview.changes });
  },
});

const offerStart = async (
  app: App,
  project: ProjectItem,
  { uri, changes }: { readonly uri: vscode.Uri; readonly changes: number },
): Promise<void> => {
  if (changes === 0) {
    void vscode.window.showInformationMessage(
      t('A start of {0} would change nothing.', project.name),
    );
    return;
  }
  const start = t('Start');
  const text =
    changes === 1
      ? t('A start of {0} would change one thing.', project.name)
      : t('A start of {0} would change {1} things.', project.name, changes);
  if ((await vscode.window.showInformationMessage(text, start)) !== start) return;
  // What it shows is past as soon as the start begins.
  await app.documents.close(
    (other) => other.scheme === documentScheme && other.toString() === uri.toString(),
  );
  await vscode.commands.executeCommand('hyperbox.projects.start', project.id);
};
