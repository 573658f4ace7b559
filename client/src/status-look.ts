import type { ProjectItem } from '#shared/protocol/projects';
import type { ReloadRuleItem } from '#shared/protocol/reload';
import { t } from './base/l10n.ts';
import { ruleLines } from './reload/rule-lines.ts';
import { reloadedServices, toggleOf } from './reload/toggles.ts';
import { projectWord } from './views/looks/project.ts';
import { projectStates } from './views/looks/states.ts';

export interface StatusLook {
  readonly text: string;
  readonly tooltip: string;
  readonly spoken: string;
  readonly warns: boolean;
  /** Worse than a warning. */
  readonly fails?: boolean;
}

/** What a save would do, as far as that is known. */
interface Rules {
  of(project: ProjectItem): readonly ReloadRuleItem[];
}

/** The workspace's projects in one item of the status bar; nothing when there are none. */
export const statusLook = (
  projects: readonly ProjectItem[],
  rules: Rules,
): StatusLook | undefined => {
  const [only, ...others] = projects;
  if (only === undefined) return undefined;
  return others.length === 0 ? lookOfOne(only, rules) : lookOfMany(projects);
};

const lookOfOne = (project: ProjectItem, rules: Rules): StatusLook => {
  const state = project.busy === undefined ? project.state : 'starting';
  const icon = projectStates[state]().icon;
  const word = projectWord(project);
  const restart = restartWords[toggleOf(project)](project);
  return {
    text: `$(${icon}) ${project.name}: ${word}${toggleOf(project) === 'off' ? '' : ' $(sync)'}`,
    tooltip: [`HyperBox · ${project.name}: ${word}, ${restart}`, ...onSave(project, rules)].join(
      '\n',
    ),
    spoken: `HyperBox, ${project.name}, ${word}, ${restart}`,
    warns: isTroubled(project),
  };
};

/** Only of services that are on: what others would do is in their tooltips. */
const onSave = (project: ProjectItem, rules: Rules): readonly string[] => {
  const on = new Set(reloadedServices(project));
  if (on.size === 0) return [];
  const own = rules.of(project).filter(({ service }) => on.has(service));
  return ruleLines(own, { directory: project.directory, named: true });
};

const restartWords: Readonly<
  Record<ReturnType<typeof toggleOf>, (project: ProjectItem) => string>
> = {
  on: () => t('auto restart on save is on'),
  some: (project) => t('auto restart on save is on for {0}', reloadedServices(project).join(', ')),
  off: () => t('auto restart on save is off'),
};

const lookOfMany = (projects: readonly ProjectItem[]): StatusLook => {
  const running = projects.filter(({ state }) => state !== 'stopped' && state !== 'invalid').length;
  const busy = projects.some((project) => project.busy !== undefined);
  const restarting = projects.filter((project) => toggleOf(project) !== 'off');
  const icon = busy ? 'loading~spin' : running > 0 ? 'layers-active' : 'layers';
  const word = t('{0} of {1} projects running', running, projects.length);
  const lines = projects.map((project) => `${project.name}: ${projectWord(project)}`);
  return {
    text: `$(${icon}) ${running}/${projects.length}${restarting.length > 0 ? ' $(sync)' : ''}`,
    tooltip: [
      `HyperBox · ${word}`,
      ...lines,
      ...(restarting.length > 0
        ? [t('auto restart on save: {0}', restarting.map(({ name }) => name).join(', '))]
        : []),
    ].join('\n'),
    spoken: `HyperBox, ${word}`,
    warns: projects.some(isTroubled),
  };
};

const isTroubled = ({ state }: ProjectItem): boolean =>
  state === 'unhealthy' || state === 'invalid';
