import type { ProjectItem, ServiceItem } from '#shared/protocol/projects';
import type { App } from '../../app.ts';
import { t } from '../../base/l10n.ts';
import { serviceState } from '../../views/looks/states.ts';
import type { Command } from '../command.ts';
import { each } from '../each.ts';
import { pickOne } from '../input/pick.ts';
import { namedProjects } from '../projects/project-command.ts';
import { say } from '../show.ts';
import { targetsOf } from '../targets.ts';

export interface ServiceRef {
  readonly project: ProjectItem;
  readonly service: ServiceItem;
}

export interface ServiceVerb {
  readonly id: Command['id'];
  /** Title of the list that asks which one. */
  readonly title: () => string;
  readonly fits: (ref: ServiceRef) => boolean;
  /** Called once a project, with its services. */
  readonly run: (
    app: App,
    project: ProjectItem,
    services: readonly ServiceItem[],
  ) => Promise<unknown>;
}

/** A verb of services: on the selection, or on a picked one. */
export const serviceCommand = (verb: ServiceVerb): Command => ({
  id: verb.id,
  run: async (app, args) => {
    const given =
      targetsOf(app, args)?.filter((target) => target.kind === 'service') ??
      (await namedService(app, args));
    const refs = given?.filter(verb.fits) ?? (await pickService(app, verb));
    if (refs === undefined) return;
    if (refs.length === 0) say(t('There is no service that this can be done to now.'));
    const byProject = Map.groupBy(refs, ({ project }) => project);
    await each([...byProject], ([project, ofProject]) =>
      verb.run(
        app,
        project,
        ofProject.map(({ service }) => service),
      ),
    );
  },
});

/** A project and the name of its service, as code lenses and keybindings give them. */
const namedService = async (
  app: App,
  args: readonly unknown[],
): Promise<readonly ServiceRef[] | undefined> => {
  const [, name] = args;
  const projects = await namedProjects(app, args);
  return projects?.flatMap((project) =>
    project.services
      .filter((service) => service.name === name)
      .map((service) => ({ project, service })),
  );
};

const pickService = async (
  app: App,
  verb: ServiceVerb,
): Promise<readonly ServiceRef[] | undefined> => {
  const refs = (await app.projects.read())
    .flatMap((project) => project.services.map((service) => ({ project, service })))
    .filter(verb.fits);
  if (refs.length === 0) return [];
  const picked = await pickOne(
    verb.title(),
    refs.map((ref) => {
      const { icon, color, word } = serviceState(ref.service);
      return {
        label: ref.service.name,
        description: `${ref.project.name} · ${word}`,
        icon: icon.replace('~spin', ''),
        ...(color === undefined ? {} : { color }),
        value: ref,
      };
    }),
  );
  return picked === undefined ? undefined : [picked];
};

export const namesOf = (services: readonly ServiceItem[]): string[] =>
  services.map(({ name }) => name);

export const serviceIsUp = ({ service }: ServiceRef): boolean =>
  service.containers.some(({ status }) => status === 'running' || status === 'restarting');
