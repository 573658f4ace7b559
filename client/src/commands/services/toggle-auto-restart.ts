import * as vscode from 'vscode';
import type { ProjectItem, ServiceItem } from '#shared/protocol/projects';
import { reloadSetAutoRestart } from '#shared/protocol/reload';
import type { App } from '../../app.ts';
import { t } from '../../base/l10n.ts';
import { canReload } from '../../reload/toggles.ts';
import type { Command } from '../command.ts';
import { namesOf, serviceCommand } from './service-command.ts';

/** One after the other: each is laid over what was chosen before. */
export const setServicesAutoRestart = async (
  { server }: App,
  { id }: ProjectItem,
  choices: readonly { readonly service: string; readonly enabled: boolean }[],
): Promise<void> => {
  for (const choice of choices) {
    await server.send(reloadSetAutoRestart, { projectId: id, ...choice });
  }
};

const setAndSay = async (
  app: App,
  project: ProjectItem,
  { services, enabled }: { readonly services: readonly ServiceItem[]; readonly enabled: boolean },
): Promise<void> => {
  const choices = services.map(({ name }) => ({ service: name, enabled }));
  await setServicesAutoRestart(app, project, choices);
  const names = namesOf(services).join(', ');
  vscode.window.setStatusBarMessage(
    enabled
      ? t('{0}: auto restart on save is on', names)
      : t('{0}: auto restart on save is off', names),
    4000,
  );
};

export const toggleServiceAutoRestart = serviceCommand({
  id: 'hyperbox.services.toggleAutoRestart',
  title: () => t('Auto restart on save: which service?'),
  fits: ({ project, service }) => canReload(project, service),
  run: async (app, project, services) => {
    for (const service of services) {
      await setAndSay(app, project, { services: [service], enabled: !service.autoRestart });
    }
  },
});

/** Two more ids, so that the tree's button shows the state that it changes. */
const switchCommand = (id: Command['id'], enabled: boolean): Command =>
  serviceCommand({
    id,
    title: () => t('Auto restart on save: which service?'),
    fits: ({ project, service }) => canReload(project, service) && service.autoRestart !== enabled,
    run: (app, project, services) => setAndSay(app, project, { services, enabled }),
  });

export const turnServiceAutoRestartOn = switchCommand('hyperbox.services.turnAutoRestartOn', true);
export const turnServiceAutoRestartOff = switchCommand(
  'hyperbox.services.turnAutoRestartOff',
  false,
);
