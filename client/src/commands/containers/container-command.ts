import type { ContainerItem, ContainerStatus } from '#shared/protocol/inventory';
import type { App } from '../../app.ts';
import { t } from '../../base/l10n.ts';
import { shortenIds } from '../../failure-text.ts';
import { containerState } from '../../views/looks/states.ts';
import type { Target } from '../../views/target.ts';
import type { Command } from '../command.ts';
import { pickOne, type Choice } from '../input/pick.ts';
import { sayNothing } from '../show.ts';
import { nameOf, targetsOf } from '../targets.ts';

export interface ContainerVerb {
  readonly id: Command['id'];
  /** Title of the list that asks which one. */
  readonly title: () => string;
  /** Which containers the verb makes sense for. */
  readonly fits: (container: ContainerItem) => boolean;
  readonly run: (app: App, containers: readonly ContainerItem[]) => Promise<unknown>;
}

/** A verb of containers: works on the selection, on one that is named, or on one that is picked. */
export const containerCommand = (verb: ContainerVerb): Command => ({
  id: verb.id,
  run: async (app, args) => {
    const given = await givenContainers(app, args);
    const fitting = given?.filter(verb.fits) ?? (await pickContainer(app, verb));
    if (fitting === undefined) return;
    if (fitting.length === 0) {
      sayNothing(app, t('There is no container that this can be done to now.'));
      return;
    }
    await verb.run(app, fitting);
  },
});

/** A verb that makes sense for one container only, such as renaming: the first of the selection. */
export const oneContainerCommand = (
  verb: Omit<ContainerVerb, 'run'> & {
    readonly run: (app: App, container: ContainerItem) => Promise<unknown>;
  },
): Command =>
  containerCommand({
    ...verb,
    run: async (app, [first]) => {
      if (first !== undefined) await verb.run(app, first);
    },
  });

const givenContainers = async (
  app: App,
  args: readonly unknown[],
): Promise<readonly ContainerItem[] | undefined> => {
  const targets = targetsOf(app, args);
  if (targets !== undefined) return distinct(targets.flatMap(containersOf));
  const name = nameOf(args);
  if (name === undefined) return undefined;
  const all = await app.inventory.read('containers');
  return all.filter((item) => item.id === name || item.name === name);
};

const containersOf = (target: Target): readonly ContainerItem[] => {
  if (target.kind === 'container') return [target.container];
  return target.kind === 'service' ? target.service.containers : [];
};

/** A service and its container may both be selected. */
const distinct = (containers: readonly ContainerItem[]): readonly ContainerItem[] => [
  ...new Map(containers.map((item) => [item.id, item])).values(),
];

const pickContainer = async (
  app: App,
  verb: ContainerVerb,
): Promise<readonly ContainerItem[] | undefined> => {
  const fitting = (await app.inventory.read('containers')).filter(verb.fits);
  if (fitting.length === 0) return [];
  const picked = await pickOne(verb.title(), containerChoices(fitting));
  return picked === undefined ? undefined : [picked];
};

export const containerChoices = (
  containers: readonly ContainerItem[],
): readonly Choice<ContainerItem>[] =>
  [...containers]
    .sort((a, b) => a.name.localeCompare(b.name, undefined, { numeric: true }))
    .map((container) => {
      const { icon, color, word } = containerState(container);
      return {
        label: container.name,
        description: `${word} · ${shortenIds(container.image)}`,
        icon: icon.replace('~spin', ''),
        ...(color === undefined ? {} : { color }),
        value: container,
      };
    });

/** `fits` for verbs that depend on the status alone. */
export const hasStatus =
  (...statuses: readonly ContainerStatus[]) =>
  ({ status }: ContainerItem): boolean =>
    statuses.includes(status);

export const anyContainer = (): boolean => true;
