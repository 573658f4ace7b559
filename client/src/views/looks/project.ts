import type { ProjectItem, ServiceItem } from '#shared/protocol/projects';
import { t } from '../../base/l10n.ts';
import { addressesOf } from '../../format/ports.ts';
import { toggleNote, toggleOf } from '../../reload/toggles.ts';
import { described, joinParts, type Look } from '../look.ts';
import type { RowSpec } from '../tree-state.ts';
import { serviceRow } from './service.ts';
import { projectStates, verbWords } from './states.ts';

/** `apart` is where it lies, when others have the same name. */
export const projectRow = (project: ProjectItem, apart?: string): RowSpec => ({
  id: `project:${project.id}`,
  look: projectLook(project, apart),
  target: { kind: 'project', project },
  detail: [project.directory, project.source, project.problem],
  children: [
    ...project.services
      .filter((service) => folderOf(project, service) === undefined)
      .map((service) => serviceRow(project, service)),
    ...project.profiles.flatMap((profile) => profileRow(project, profile)),
  ],
});

/** The profile whose folder a service is in: its first that the project knows. */
const folderOf = (project: ProjectItem, service: ServiceItem): string | undefined =>
  service.profiles.find((name) => project.profiles.some((profile) => profile.name === name));

const profileRow = (
  project: ProjectItem,
  profile: ProjectItem['profiles'][number],
): readonly RowSpec[] => {
  const services = project.services.filter((item) => folderOf(project, item) === profile.name);
  if (services.length === 0) return [];
  const word = profile.active ? t('profile') : t('profile, not active');
  return [
    {
      id: `profile:${project.id}/${profile.name}`,
      look: {
        label: profile.name,
        description: word,
        icon: profile.active ? 'folder-active' : 'folder',
        ...(profile.active ? {} : { color: 'disabledForeground' }),
        contextValue: profile.active ? 'activeProfile' : 'inactiveProfile',
        spoken: `${profile.name}, ${word}`,
        fold: profile.active ? 'open' : 'closed',
      },
      target: { kind: 'profile', project, profile: profile.name, active: profile.active },
      children: services.map((service) => serviceRow(project, service)),
    },
  ];
};

const projectLook = (project: ProjectItem, apart: string | undefined): Look => {
  const state = project.busy === undefined ? project.state : 'starting';
  const { icon, color } = projectStates[state]();
  const word = projectWord(project);
  const notes = [
    toggleNote(project),
    apart === undefined || project.workspaceFolder === undefined ? placeOf(project) : undefined,
  ];
  return {
    label: project.name,
    // The icon says the state too, the name alone not which of two it is: that must not be cut off.
    ...described(apart, word, ...notes),
    icon,
    ...(color === undefined ? {} : { color }),
    contextValue: projectContext(project),
    spoken: `${project.name}, ${joinParts(t('project'), apart, word, project.problem?.message, ...notes)}`,
    fold: project.workspaceFolder === undefined ? 'closed' : 'open',
  };
};

export const projectWord = (project: ProjectItem): string => {
  if (project.busy !== undefined) return verbWords[project.busy]();
  if (project.state !== 'partial') return projectStates[project.state]().word;
  const counted = project.services.filter(
    ({ state }) => state !== 'outside-profile' && state !== 'completed',
  );
  const running = counted.filter(({ state }) => upStates.has(state)).length;
  return t('{0} of {1} running', running, counted.length);
};

const upStates = new Set<ServiceItem['state']>(['running', 'healthy', 'unhealthy', 'starting']);

/** Where the project is below its workspace folder, when it is not the folder itself. */
const placeOf = ({ workspaceFolder, directory }: ProjectItem): string | undefined => {
  if (workspaceFolder === undefined) return t('elsewhere');
  const place = directory.slice(workspaceFolder.length).replaceAll('\\', '/').replace(/^\//, '');
  return directory.startsWith(workspaceFolder) && place !== '' ? place : undefined;
};

/** "runningProject;autoRestartOn;compose;profiles;workspace": state first, then what else menus ask. */
const projectContext = (project: ProjectItem): string =>
  [
    `${project.state}Project`,
    ...(project.busy === undefined ? [] : ['busy']),
    toggleContexts[toggleOf(project)],
    project.source.kind,
    ...(project.profiles.length === 0 ? [] : ['profiles']),
    ...(project.workspaceFolder === undefined ? [] : ['workspace']),
    ...(project.services.some(({ containers }) => containers.length > 0) ? ['containers'] : []),
    ...(publishes(project) ? ['ports'] : []),
  ].join(';');

const toggleContexts = {
  on: 'autoRestartOn',
  some: 'autoRestartSome',
  off: 'autoRestartOff',
} as const;

/** Something of it can be opened in a browser. */
export const publishes = ({ services }: ProjectItem): boolean =>
  addressesOf(services.flatMap(({ ports }) => ports)).length > 0;
