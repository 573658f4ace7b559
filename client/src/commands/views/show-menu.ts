import * as vscode from 'vscode';
import type { ProjectItem } from '#shared/protocol/projects';
import type { App } from '../../app.ts';
import { t } from '../../base/l10n.ts';
import { toggleOf } from '../../reload/toggles.ts';
import { publishes } from '../../views/looks/project.ts';
import type { Command } from '../command.ts';
import { pickOne, type Choice } from '../input/pick.ts';
import { hasContainers, isDeclared, isUp, projectChoices } from '../projects/project-command.ts';

/** What a click on the status bar offers: the verbs of the workspace's project. */
export const showMenu: Command = {
  id: 'hyperbox.showMenu',
  run: async (app) => {
    const project = await chooseProject(app);
    if (project === undefined) return;
    const command = await pickOne(project.name, menuOf(project));
    if (command !== undefined) await vscode.commands.executeCommand(command, project.id);
  },
};

const chooseProject = async (app: App): Promise<ProjectItem | undefined> => {
  const all = (await app.projects.read()).filter((item) => item.workspaceFolder !== undefined);
  return all.length > 1 ? pickOne(t('Which project?'), projectChoices(all)) : all[0];
};

const menuOf = (project: ProjectItem): readonly Choice<string>[] => {
  const up = isUp(project);
  const made = hasContainers(project);
  const rows = [
    { when: isDeclared(project), label: t('Start'), icon: 'play', value: 'start' },
    { when: up, label: t('Stop'), icon: 'debug-stop', value: 'stop' },
    { when: made, label: t('Restart'), icon: 'debug-restart', value: 'restart' },
    {
      when: isDeclared(project),
      label:
        toggleOf(project) === 'on'
          ? t('Turn Auto Restart on Save Off')
          : t('Turn Auto Restart on Save On'),
      icon: toggleOf(project) === 'on' ? 'sync-ignored' : 'sync',
      value: 'toggleAutoRestart',
    },
    {
      when: isDeclared(project) && project.services.length > 1,
      label: t('Auto Restart of Services…'),
      icon: 'checklist',
      value: 'chooseAutoRestart',
    },
    {
      when: up && publishes(project),
      label: t('Open in Browser'),
      icon: 'globe',
      value: 'openInBrowser',
    },
    { when: made, label: t('Show Logs'), icon: 'output', value: 'showLogs' },
    { when: made, label: t('Show Metrics'), icon: 'graph-line', value: 'showMetrics' },
    { when: true, label: t('Open File'), icon: 'go-to-file', value: 'openComposeFile' },
    { when: made, label: t('Take Down…'), icon: 'trash', value: 'down' },
  ];
  return rows
    .filter(({ when }) => when)
    .map(({ label, icon, value }) => ({ label, icon, value: `hyperbox.projects.${value}` }));
};
