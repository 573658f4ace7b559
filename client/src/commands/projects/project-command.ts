import * as vscode from 'vscode';
import type { ProjectItem } from '#shared/protocol/projects';
import type { App } from '../../app.ts';
import { t } from '../../base/l10n.ts';
import { joinParts } from '../../views/look.ts';
import { projectWord } from '../../views/looks/project.ts';
import { projectStates } from '../../views/looks/states.ts';
import type { Command } from '../command.ts';
import { each } from '../each.ts';
import { pickOne, type Choice } from '../input/pick.ts';
import { say } from '../show.ts';
import { nameOf, targetsOf } from '../targets.ts';

export interface ProjectVerb {
  readonly id: Command['id'];
  /** Title of the list that asks which one. */
  readonly title: () => string;
  readonly fits: (project: ProjectItem) => boolean;
  /** Said when there is no project that fits. */
  readonly nothing?: () => string;
  readonly run: (app: App, project: ProjectItem) => Promise<unknown>;
}

/** A verb of projects: on the selection, on the one of a file, or on a picked one. */
export const projectCommand = (verb: ProjectVerb): Command => ({
  id: verb.id,
  run: async (app, args) => {
    const projects = (await givenProjects(app, args)) ?? (await pickProject(app, verb));
    if (projects === undefined) return;
    const fitting = projects.filter(verb.fits);
    if (fitting.length === 0) say(verb.nothing?.() ?? t('There is no project to do this to.'));
    else await each(fitting, (project) => verb.run(app, project));
  },
});

const givenProjects = async (
  app: App,
  args: readonly unknown[],
): Promise<readonly ProjectItem[] | undefined> => {
  const targets = targetsOf(app, args);
  if (targets !== undefined) {
    return targets.flatMap((target) => ('project' in target ? [target.project] : []));
  }
  return namedProjects(app, args);
};

/** Of a file, or of an id, a name or a file's address; `undefined` when the first argument is neither. */
export const namedProjects = async (
  app: App,
  args: readonly unknown[],
): Promise<readonly ProjectItem[] | undefined> => {
  const [first] = args;
  const name = nameOf(args);
  if (name === undefined && !(first instanceof vscode.Uri)) return undefined;
  const path = first instanceof vscode.Uri ? first.fsPath : pathOfAddress(name ?? '');
  return (await app.projects.read()).filter((project) =>
    path === undefined
      ? project.id === name || project.name === name
      : filesOf(project).includes(path),
  );
};

const pathOfAddress = (text: string): string | undefined =>
  text.startsWith('file:') ? vscode.Uri.parse(text).fsPath : undefined;

/** The files that make a project. */
export const filesOf = ({ source }: ProjectItem): readonly string[] =>
  'files' in source ? source.files : [source.file];

/** The only project of the workspace is not asked about. */
const pickProject = async (
  app: App,
  verb: ProjectVerb,
): Promise<readonly ProjectItem[] | undefined> => {
  const known = (await app.projects.read()).filter(verb.fits);
  const fitting = known.length > 0 ? known : (await withContainers(app)).filter(verb.fits);
  const own = fitting.filter(({ workspaceFolder }) => workspaceFolder !== undefined);
  if (own.length === 1 || fitting.length === 0) return own;
  const picked = await pickOne(verb.title(), projectChoices(fitting));
  return picked === undefined ? undefined : [picked];
};

/**
 * The projects once it is known what runs of them, which the list does not wait for: an engine may
 * be slow to answer the first time. Its answer to the one is heard after what it changes in the other.
 */
const withContainers = async (app: App): Promise<readonly ProjectItem[]> => {
  const watch = app.projects.watch();
  try {
    await app.projects.settled();
    await vscode.window.withProgress(
      { location: vscode.ProgressLocation.Window, title: t('Waiting for the container engine') },
      () => app.inventory.read('containers'),
    );
    return app.projects.items;
  } finally {
    watch.dispose();
  }
};

export const projectChoices = (projects: readonly ProjectItem[]): readonly Choice<ProjectItem>[] =>
  projects.map((project) => {
    const { icon, color } = projectStates[project.state]();
    const elsewhere = project.workspaceFolder === undefined ? t('elsewhere') : undefined;
    return {
      label: project.name,
      description: joinParts(projectWord(project), elsewhere),
      detail: project.directory,
      icon: icon.replace('~spin', ''),
      ...(color === undefined ? {} : { color }),
      value: project,
    };
  });

export const hasContainers = ({ services }: ProjectItem): boolean =>
  services.some(({ containers }) => containers.length > 0);

export const isUp = ({ services }: ProjectItem): boolean =>
  services.some(({ containers }) =>
    containers.some(({ status }) => status === 'running' || status === 'restarting'),
  );

/** Has a file that it can be started from. */
export const isDeclared = ({ source }: ProjectItem): boolean => source.kind !== 'running';
