import { basename, posix } from 'node:path';
import type { ReloadAction } from '#shared/protocol/reload';
import { declaredAt } from '../declared-at.ts';
import { isComposeFile } from '../definition-files.ts';
import type { Around, RuleSource } from '../input.ts';
import { bindMounts } from '../binds/mounts.ts';
import { isInside, throughTo } from '../paths.ts';
import type { ReloadRule } from '../rule.ts';
import { shown } from '../shown.ts';
import { watchFilter } from './filter.ts';
import { watchesOf, type Watch } from './watches.ts';

/** `develop.watch`, as the compose specification has it. Several may be for the same file. */
export const developRules: RuleSource = (around) =>
  watchesOf(around)
    .filter(({ path }) => path !== '')
    .flatMap((watch) => rulesOf(around, watch));

/** Whether a service says itself what a change means, so that nothing is to be found out. */
export const isDeveloped = (around: Around): boolean => watchesOf(around).length > 0;

type Copying = 'sync' | 'sync+restart' | 'sync+exec';

/** What is left of an action where the container has the file without a copy. */
const withoutCopy: Readonly<Record<Copying, ReloadAction>> = {
  sync: 'none',
  'sync+restart': 'restart',
  'sync+exec': 'sync+exec',
};

const rulesOf = (around: Around, watch: Watch): readonly ReloadRule[] => {
  const { action } = watch;
  if (action === 'rebuild' || action === 'restart') return [plainRule(around, watch, action)];
  const mounts = bindMounts(around);
  const whole = mounts.find(({ source }) => isInside(watch.path, source));
  if (whole !== undefined) return [mountedRule(around, watch, action)];
  const target = targetOf(around, watch);
  const inside = mounts.filter(
    ({ source, target: at }) =>
      isInside(source, watch.path) && throughTo(source, watch.path, target) === at,
  );
  return [
    syncRule(around, { watch, action, target, without: inside.map(({ source }) => source) }),
    ...inside.map(({ source }) => mountedRule(around, watch, action, source)),
  ];
};

/** A file goes into a folder when the target says so: with a slash, as `cp` and `COPY` have it. */
const targetOf = ({ input }: Around, { path, target = '' }: Watch): string => {
  const isInto = target.endsWith('/') && input.kinds.get(path) === 'file';
  const joined = posix.join('/', target, isInto ? basename(path) : '');
  return joined.length > 1 ? joined.replace(/\/$/, '') : joined;
};

interface Shape {
  readonly action: ReloadAction;
  readonly why: string;
  readonly path?: string;
  /** Folders that others rules are for. */
  readonly without?: readonly string[];
  readonly fields?: Pick<ReloadRule, 'target' | 'exec'>;
  readonly initialSync?: boolean;
}

const makeRule = (
  around: Around,
  watch: Watch,
  { action, why, path = watch.path, without = [], fields, initialSync = false }: Shape,
): ReloadRule => {
  const filter = watchFilter(around, watch);
  // Of a folder that goes, or comes, its files are told of.
  const isFolder = around.input.kinds.get(path) === 'folder';
  return {
    ...fields,
    service: around.name,
    action,
    path,
    initialSync,
    origin: 'develop',
    why,
    except: filter.except,
    ...declaredAt(around.input.locate, watch.at),
    covers: (file) =>
      isInside(file, path) &&
      !(isFolder && file === path) &&
      !without.some((folder) => isInside(file, folder)) &&
      !(fields?.target !== undefined && isComposeFile(file, around.input)) &&
      filter.counts(file),
    mayCoverIn: (folder) =>
      isInside(path, folder) ||
      (isInside(folder, path) &&
        !without.some((each) => isInside(folder, each)) &&
        filter.mayCountIn(folder)),
  };
};

const plainRule = (around: Around, watch: Watch, action: 'rebuild' | 'restart'): ReloadRule => {
  const { name, service } = around;
  const path = shown(around, watch.path);
  if (action === 'rebuild' && service.build === undefined) {
    const why = `develop.watch asks to rebuild ${name} for ${path}, but it has no build`;
    return makeRule(around, watch, { action: 'none', why });
  }
  return makeRule(around, watch, {
    action,
    why: `develop.watch says to ${action} ${name} for ${path}`,
  });
};

const syncRule = (
  around: Around,
  {
    watch,
    action,
    target,
    without,
  }: {
    readonly watch: Watch;
    readonly action: Copying;
    readonly target: string;
    readonly without: readonly string[];
  },
): ReloadRule =>
  makeRule(around, watch, {
    action,
    without,
    why: `develop.watch says to copy ${shown(around, watch.path)} to ${target}${thenText(around, watch)}`,
    fields: { target, ...execOf(watch) },
    initialSync: watch.initial_sync === true,
  });

const mountedRule = (
  around: Around,
  watch: Watch,
  action: Copying,
  path = watch.path,
): ReloadRule =>
  makeRule(around, watch, {
    action: withoutCopy[action],
    path,
    why: `develop.watch says to copy ${shown(around, path)}${thenText(around, watch)}, and a bind mount brings it already: nothing is copied`,
    fields: execOf(watch),
  });

const execOf = ({ action, exec }: Watch): Pick<ReloadRule, 'exec'> =>
  action === 'sync+exec' && hasCommand(exec) ? { exec } : {};

/** One that is not written has no command, whatever its type says. */
const hasCommand = (exec: Watch['exec']): exec is NonNullable<Watch['exec']> =>
  Array.isArray(exec?.command) && exec.command.length > 0;

const thenText = ({ name }: Around, { action, exec }: Watch): string => {
  if (action === 'sync+restart') return `, and to restart ${name}`;
  if (action !== 'sync+exec' || !hasCommand(exec)) return '';
  return `, and to run "${exec.command.join(' ')}"`;
};
