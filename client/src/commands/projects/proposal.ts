import * as vscode from 'vscode';
import { createHash } from 'node:crypto';
import { basename } from 'node:path';
import {
  projectsPropose,
  projectsSaveProposal,
  type ProjectItem,
  type Proposal,
} from '#shared/protocol/projects';
import type { App } from '../../app.ts';
import { t } from '../../base/l10n.ts';
import { sentence } from '../../failure-text.ts';

/**
 * For a project with no compose file: shows the one that would be used and asks. Answers whether to
 * start. Who once started without saving is not asked again until the proposal is another.
 */
export const settleProposal = async (app: App, project: ProjectItem): Promise<boolean> => {
  if (project.source.kind === 'compose' || project.source.kind === 'running') return true;
  const proposal = await app.server.send(projectsPropose, { projectId: project.id });
  if (proposal === null) return true;
  const memory = app.extension.workspaceState;
  const key = `proposal.${project.id}`;
  const hash = createHash('sha256').update(proposal.text).digest('hex');
  if (memory.get(key) === hash) return true;
  await showProposal(app, project, proposal);
  const save = t('Save and Start');
  const without = t('Start Without Saving');
  const choice = await vscode.window.showInformationMessage(
    t(
      '{0} has no compose file. {1} This one would be used.',
      project.name,
      sentence(proposal.summary),
    ),
    save,
    without,
  );
  if (choice === save) await saveProposal(app, project);
  if (choice === without) await memory.update(key, hash);
  return choice !== undefined;
};

export const showProposal = (
  { documents }: App,
  project: ProjectItem,
  { path, text }: Proposal,
): Promise<vscode.Uri> =>
  documents.show(
    {
      path: `/${project.name}/${basename(path)}`,
      key: project.id,
      read: () => Promise.resolve(text),
    },
    // Beside nothing would leave an empty half.
    vscode.window.activeTextEditor === undefined
      ? vscode.ViewColumn.Active
      : vscode.ViewColumn.Beside,
  );

/** Writes the file and shows it in place of its preview. */
export const saveProposal = async (
  { server, documents }: App,
  { id }: ProjectItem,
): Promise<void> => {
  const { path } = await server.send(projectsSaveProposal, { projectId: id });
  await documents.close(({ query }) => query === id);
  await vscode.window.showTextDocument(vscode.Uri.file(path), { preview: false });
};
