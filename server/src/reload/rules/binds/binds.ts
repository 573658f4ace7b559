import { posix } from 'node:path';
import type { ReloadAction } from '#shared/protocol/reload';
import { declaredAt } from '../declared-at.ts';
import { derivedRule } from '../derived.ts';
import type { Around, RuleSource } from '../input.ts';
import { inFolder, isTargetInside } from '../paths.ts';
import { shown } from '../shown.ts';
import { takingOf, type ServiceTaking } from '../watching/taking.ts';
import { bindMounts, hidersOf, type BindMount } from './mounts.ts';
import { placeOf } from './places.ts';

/** Bind mounts: the file is there already; what is left is to make the program look. */
export const bindRules: RuleSource = (around) => {
  const taking = takingOf(around);
  return bindMounts(around)
    .filter(({ source, target }) => placeOf(source, target) !== 'system')
    .map((mount) => mountRule(around, mount, taking));
};

const mountRule = (around: Around, mount: BindMount, taking: ServiceTaking) => {
  const { name, input } = around;
  const hiders = hidersOf(around, mount);
  const targetOf = (path: string): string => posix.join(mount.target, inFolder(path, mount.source));
  const { action, because } = actionFor(around, mount, taking);
  const source = shown(around, mount.source);
  const isPassedOver =
    action === 'none' &&
    placeOf(mount.source, mount.target) === 'sources' &&
    !Object.hasOwn(input.overrides, name);
  return derivedRule(around, {
    action,
    path: mount.source,
    origin: 'bind',
    why: `${name} mounts ${source} at ${mount.target}, and ${because}`,
    ...(isPassedOver && {
      lostMount: {
        target: mount.target,
        why: `${source} was replaced by another, and ${name} has the old one at ${mount.target} until it starts again.`,
      },
    }),
    except: hiders.map((target) => `${inFolderOf(mount, target)} (another mount is at ${target})`),
    isOut: (path) => hiders.some((target) => isTargetInside(targetOf(path), target)),
    ...declaredAt(input.locate, mount.at),
  });
};

const inFolderOf = (mount: BindMount, target: string): string =>
  `${posix.relative(mount.target, target)}/`;

const byTaking: Readonly<Record<ServiceTaking['kind'], ReloadAction>> = {
  restart: 'restart',
  watches: 'none',
  reads: 'none',
  idle: 'none',
  rebuild: 'rebuild',
};

const actionFor = (
  { name, service, input }: Around,
  { source, target }: BindMount,
  { kind, because }: ServiceTaking,
): { readonly action: ReloadAction; readonly because: string } => {
  const place = placeOf(source, target);
  const isSaid = Object.hasOwn(input.overrides, name);
  if (kind === 'rebuild' && service.build === undefined)
    return { action: 'restart', because: `${because}, as far as it can be: it has no build` };
  if (isSaid) return { action: byTaking[kind], because };
  if (place === 'data')
    return { action: 'none', because: 'that is where a program keeps its own data' };
  if (place === 'seed')
    return {
      action: 'none',
      because: 'that is read only when its data is made for the first time',
    };
  if (place === 'configuration' && kind !== 'idle')
    return { action: 'restart', because: 'programs read their configuration when they start' };
  return { action: byTaking[kind], because };
};
