import * as vscode from 'vscode';
import type { ProjectItem } from '#shared/protocol/projects';
import type { LogsTarget } from '#shared/protocol/logs';
import type { PanelLists } from './host.ts';
import { addedService, type AddedTarget } from './log-targets.ts';

type Choice = vscode.QuickPickItem & { readonly targets: readonly AddedTarget[] };

/** Asks what else is to be shown; services that are there already are not offered. */
export const askForSources = async (
  lists: PanelLists,
  shown: readonly LogsTarget[],
): Promise<readonly AddedTarget[]> => {
  const picked = await vscode.window.showQuickPick(choices(lists, shown), {
    title: vscode.l10n.t('Add to the Log'),
    placeHolder: vscode.l10n.t('Services, whole profiles or projects, and containers'),
    canPickMany: true,
    matchOnDescription: true,
  });
  return (picked ?? []).flatMap(({ targets }) => targets);
};

const choices = async (
  { projects, inventory }: PanelLists,
  shown: readonly LogsTarget[],
): Promise<Choice[]> => {
  const [known, containers] = await Promise.all([projects.read(), inventory.read('containers')]);
  const loose = containers
    .filter(({ id, compose }) => compose === undefined && !showsContainer(shown, id))
    .map(({ id, name, image }): Choice => {
      const target = { kind: 'container', containerId: id } as const;
      return { label: `$(vm) ${name}`, description: image, targets: [{ target, names: [name] }] };
    });
  return [
    ...known.flatMap((project) => ofProject(project, shown)),
    ...(loose.length === 0 ? [] : [heading(vscode.l10n.t('Containers')), ...loose]),
  ];
};

const ofProject = (project: ProjectItem, shown: readonly LogsTarget[]): readonly Choice[] => {
  const services = project.services.filter(({ name }) => !showsService(shown, project.id, name));
  if (services.length === 0) return [];
  const all = services.map(({ name }) => addedService(project, name));
  const whole: Choice = {
    label: `$(layers) ${project.name}`,
    description: vscode.l10n.t('all {0} services', services.length),
    targets: all,
  };
  const profiles = project.profiles.flatMap(({ name }): Choice[] => {
    const members = services.filter(({ profiles: of }) => of.includes(name));
    if (members.length === 0) return [];
    return [
      {
        label: `$(tag) ${name}`,
        description: vscode.l10n.t('profile: {0}', members.map((one) => one.name).join(', ')),
        targets: members.map((one) => addedService(project, one.name)),
      },
    ];
  });
  const single = services.map(({ name, image }): Choice => {
    const description = image === undefined ? {} : { description: image };
    return { label: `$(server) ${name}`, ...description, targets: [addedService(project, name)] };
  });
  return [heading(project.name), ...(services.length > 1 ? [whole] : []), ...profiles, ...single];
};

const heading = (label: string): Choice => ({
  label,
  kind: vscode.QuickPickItemKind.Separator,
  targets: [],
});

const showsService = (shown: readonly LogsTarget[], id: string, service: string): boolean =>
  shown.some(
    (target) =>
      target.kind === 'project' &&
      target.projectId === id &&
      (target.services?.includes(service) ?? true),
  );

const showsContainer = (shown: readonly LogsTarget[], id: string): boolean =>
  shown.some((target) => target.kind === 'container' && target.containerId === id);
