import type { CodeLens, Range } from 'vscode-languageserver';
import { lensCommands, type LensCommand } from '#shared/protocol/lenses';
import type { ProjectItem, ServiceItem } from '#shared/protocol/projects';
import type { LensSettings } from '#shared/protocol/workspace';
import type { Usage } from '../../../metrics/usage/usage-means.ts';
import { rangeAt } from '../ranges.ts';
import type { SyntaxFile } from '../syntax/syntax.ts';
import { placesOfLenses } from './places.ts';
import { serverCommands } from './commands.ts';
import type { KnownProjects } from './live-projects.ts';
import { isServiceUp, projectText, serviceText, type LensText } from './state-text.ts';

/** A lens before it is put in its place; without a command it only says something. */
interface Lens extends LensText {
  readonly command?: LensCommand;
  readonly args?: readonly string[];
}

export interface LensFile {
  readonly path: string;
  /** As the editor spells it. */
  readonly uri: string;
  readonly syntax: SyntaxFile;
}

/** State and verbs above each service, and of the whole project above `services`. */
export const lensesOf = (
  file: LensFile,
  known: KnownProjects,
  settings: LensSettings,
  usageOf: UsageOf = () => undefined,
): readonly CodeLens[] => {
  const lensesFor = chooseLenses(file, known, usageOf);
  return placesOfLenses(file.syntax).flatMap(({ service, origin }) => {
    const range = rangeAt(origin);
    return lensesFor(service).flatMap((lens) => toCodeLens(lens, range, settings) ?? []);
  });
};

/** What a service uses, where that is known. */
type UsageOf = (service: ServiceItem) => Usage | undefined;

/** The lenses of a service, or of the project when no service is named. */
type ChooseLenses = (service: string | undefined) => readonly Lens[];

const chooseLenses = (
  { path, uri }: LensFile,
  known: KnownProjects,
  usageOf: UsageOf,
): ChooseLenses => {
  if (known.kind === 'untold') return (name) => [startLens(uri, name)];
  if (known.kind === 'unknown') return () => [];
  const project = projectOf(path, known.items);
  if (project === undefined) return () => [];
  const services = new Map(project.services.map((service) => [service.name, service]));
  if (!known.engineThere) {
    return (name) =>
      name === undefined || services.has(name) ? [startLens(project.id, name)] : [];
  }
  return (name) => {
    if (name === undefined) return projectLenses(project);
    const service = services.get(name) ?? unreadable(project, name);
    return service === undefined ? [] : serviceLenses(project, service, usageOf(service));
  };
};

/** The project that the file is part of: one of its files, or what they include. */
export const projectOf = (
  path: string,
  projects: readonly ProjectItem[],
): ProjectItem | undefined => {
  const own = projects.filter(
    ({ source, workspaceFolder }) => source.kind !== 'running' && workspaceFolder !== undefined,
  );
  return (
    own.find(({ source }) => 'files' in source && source.files.includes(path)) ??
    own.find(({ services }) => services.some(({ declaredAt }) => declaredAt?.path === path))
  );
};

/**
 * Of a file that cannot be used only what runs is known. A lens that went with every half-typed line
 * and came back with the next key would make the text jump.
 */
const unreadable = ({ problem }: ProjectItem, name: string): ServiceItem | undefined =>
  problem && {
    ...{ name, state: 'absent', health: 'none', drifted: false, orphan: false, autoRestart: false },
    ...{ profiles: [], dependsOn: [], containers: [], ports: [] },
  };

const projectLenses = (project: ProjectItem): readonly Lens[] => {
  const { id, services, busy } = project;
  const state = projectText(project);
  // What is being done to it is not to be done once more.
  if (busy !== undefined) return [state];
  const wanted = services.filter((each) => each.state !== 'outside-profile' && !each.orphan);
  const allUp = wanted.every((each) => isServiceUp(each) || each.state === 'completed');
  const stop: Lens = {
    ...{ icon: 'debug-stop', text: 'Stop Project' },
    ...{ command: lensCommands.stopProject, args: [id] },
  };
  return [
    state,
    ...(allUp && wanted.length > 0 ? [] : [startLens(id, undefined)]),
    ...(services.some(isServiceUp) ? [stop] : []),
  ];
};

const startLens = (project: string, service: string | undefined): Lens =>
  service === undefined
    ? {
        ...{ icon: 'run-all', text: 'Start Project' },
        ...{ command: lensCommands.startProject, args: [project] },
      }
    : {
        ...{ icon: 'play', text: 'Start' },
        ...{ command: lensCommands.startService, args: [project, service] },
      };

const serviceLenses = (
  { id }: ProjectItem,
  service: ServiceItem,
  usage: Usage | undefined,
): readonly Lens[] => {
  const args = [id, service.name];
  const up = isServiceUp(service);
  const inside = service.containers.find(({ status }) => status === 'running');
  const lenses: readonly (Lens | false)[] = [
    serviceText(service, usage),
    !up && startLens(id, service.name),
    up && { icon: 'debug-stop', text: 'Stop', command: lensCommands.stopService, args },
    up && { icon: 'debug-restart', text: 'Restart', command: lensCommands.restartService, args },
    service.containers.length > 0 && {
      ...{ icon: 'output', text: 'Logs' },
      ...{ command: lensCommands.showLogs, args },
    },
    inside !== undefined && {
      ...{ icon: 'terminal', text: 'Terminal' },
      ...{ command: lensCommands.openTerminal, args: [inside.id] },
    },
  ];
  return lenses.filter((lens) => lens !== false);
};

const toCodeLens = (
  { icon, text, command, args = [] }: Lens,
  range: Range,
  settings: LensSettings,
): CodeLens | undefined => {
  // An editor shows a lens that has no command as mere text.
  const id = command === undefined ? '' : commandFor(command, settings);
  if (id === undefined) return undefined;
  // VS Code drops a plain space behind an icon.
  const title = settings.icons ? `$(${icon})\u00a0${text}` : text;
  return {
    range,
    command: { title, command: id, ...(args.length > 0 && { arguments: [...args] }) },
  };
};

/** `undefined` where nobody does that. */
const commandFor = (
  command: LensCommand,
  { commands, server }: LensSettings,
): string | undefined => {
  if (commands.includes(command)) return command;
  return server ? serverCommands[command] : undefined;
};
