import * as vscode from 'vscode';
import type { ProjectItem } from '#shared/protocol/projects';
import { reloadSetAutoRestart } from '#shared/protocol/reload';
import type { App } from '../../app.ts';
import { t } from '../../base/l10n.ts';
import { toggleOf } from '../../reload/toggles.ts';
import type { Command } from '../command.ts';
import { isDeclared, projectCommand } from './project-command.ts';

const setAutoRestart = async (
  { server }: App,
  project: ProjectItem,
  enabled: boolean,
): Promise<void> => {
  await server.send(reloadSetAutoRestart, { projectId: project.id, enabled });
  vscode.window.setStatusBarMessage(
    enabled
      ? t('{0}: auto restart on save is on', project.name)
      : t('{0}: auto restart on save is off', project.name),
    4000,
  );
};

export const toggleAutoRestart = projectCommand({
  id: 'hyperbox.projects.toggleAutoRestart',
  title: () => t('Auto restart on save: which project?'),
  fits: isDeclared,
  run: (app, project) => setAutoRestart(app, project, toggleOf(project) !== 'on'),
});

/** Two more ids, so that the tree's button shows the state that it changes. */
const switchCommand = (id: Command['id'], enabled: boolean): Command =>
  projectCommand({
    id,
    title: () => t('Auto restart on save: which project?'),
    fits: (project) => isDeclared(project) && toggleOf(project) !== (enabled ? 'on' : 'off'),
    run: (app, project) => setAutoRestart(app, project, enabled),
  });

export const turnAutoRestartOn = switchCommand('hyperbox.projects.turnAutoRestartOn', true);
export const turnAutoRestartOff = switchCommand('hyperbox.projects.turnAutoRestartOff', false);
