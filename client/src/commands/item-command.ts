import type { App } from '../app.ts';
import { t } from '../base/l10n.ts';
import { imageRows } from '../views/looks/image.ts';
import { networkRow } from '../views/looks/network.ts';
import { volumeRow } from '../views/looks/volume.ts';
import type { Target, TargetOf } from '../views/target.ts';
import type { RowSpec } from '../views/tree-state.ts';
import type { Command } from './command.ts';
import { pickOne, type Choice } from './input/pick.ts';
import { sayNothing } from './show.ts';
import { nameOf, targetsOf } from './targets.ts';

type ItemKind = 'image' | 'volume' | 'network';

export interface ItemVerb<Kind extends ItemKind> {
  readonly id: Command['id'];
  readonly kind: Kind;
  /** Title of the list that asks which one. */
  readonly title: () => string;
  readonly fits?: (target: TargetOf<Kind>) => boolean;
  readonly run: (app: App, targets: readonly TargetOf<Kind>[]) => Promise<unknown>;
}

/** A verb of images, volumes or networks: on the selection, on a named one, or on a picked one. */
export const itemCommand = <Kind extends ItemKind>(verb: ItemVerb<Kind>): Command => ({
  id: verb.id,
  run: async (app, args) => {
    const applies = (target: Target): target is TargetOf<Kind> =>
      target.kind === verb.kind && (verb.fits?.(target as TargetOf<Kind>) ?? true);
    const given = targetsOf(app, args)?.filter(applies);
    const targets = given ?? (await choose(app, verb, { applies, name: nameOf(args) }));
    if (targets === undefined) return;
    if (targets.length === 0) sayNothing(app, nothing[verb.kind]());
    else await verb.run(app, targets);
  },
});

const rows: Readonly<Record<ItemKind, (app: App) => Promise<readonly RowSpec[]>>> = {
  image: async ({ inventory }) => (await inventory.read('images')).flatMap(imageRows),
  volume: async ({ inventory }) => (await inventory.read('volumes')).map(volumeRow),
  network: async ({ inventory }) => (await inventory.read('networks')).map(networkRow),
};

const nothing: Readonly<Record<ItemKind, () => string>> = {
  image: () => t('There is no image that this can be done to.'),
  volume: () => t('There is no volume that this can be done to.'),
  network: () => t('There is no network that this can be done to.'),
};

interface Wanted<Kind extends ItemKind> {
  readonly applies: (target: Target) => target is TargetOf<Kind>;
  readonly name: string | undefined;
}

const choose = async <Kind extends ItemKind>(
  app: App,
  verb: ItemVerb<Kind>,
  { applies, name }: Wanted<Kind>,
): Promise<readonly TargetOf<Kind>[] | undefined> => {
  const choices = (await rows[verb.kind](app)).flatMap(({ target, look }) =>
    applies(target) ? [choiceOf(target, look)] : [],
  );
  if (name !== undefined) {
    return choices.filter(({ label }) => label === name).map(({ value }) => value);
  }
  if (choices.length === 0) return [];
  const picked = await pickOne(verb.title(), choices);
  return picked === undefined ? undefined : [picked];
};

const choiceOf = <T>(value: T, { label, description, icon }: RowSpec['look']): Choice<T> => ({
  label,
  ...(description === undefined ? {} : { description }),
  icon,
  value,
});
