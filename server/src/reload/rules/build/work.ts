import { ignoreInWords } from '../develop/filter.ts';
import type { ReloadAction } from '#shared/protocol/reload';
import { mountTargets } from '../binds/mounts.ts';
import { declaredAt } from '../declared-at.ts';
import { isComposeFile } from '../definition-files.ts';
import { derivedRule } from '../derived.ts';
import type { Around } from '../input.ts';
import { inFolder, isInside, isTargetInside, throughTo } from '../paths.ts';
import type { ReloadRule } from '../rule.ts';
import { shown } from '../shown.ts';
import type { ServiceTaking } from '../watching/taking.ts';
import type { ParsedBuild } from './parsed.ts';
import type { Mapping } from './sources.ts';
import type { Step } from './steps.ts';

/** A rule for what a Dockerfile takes from its context. */
export interface CopyRule {
  readonly rule: ReloadRule;
  /** Whether it is for a named file that a later step may install something by. */
  readonly isInstalled: boolean;
}

/** One image, while its rules are made. */
export interface Work {
  readonly around: Around;
  readonly build: ParsedBuild;
  /** Of the stage that is built, with those that it goes on from. */
  readonly steps: readonly Step[];
  readonly context: string;
  readonly taking: ServiceTaking;
}

/** A rule for what a step takes from the context, but for what does not get there. */
export const ruleFor = (
  { around, context, build }: Pick<Work, 'around' | 'context' | 'build'>,
  { path, text, matches, mayMatchIn = () => true }: Mapping,
  {
    action,
    why,
    target,
  }: { readonly action: ReloadAction; readonly why: string; readonly target?: string },
): ReloadRule => {
  const { ignore } = build.facts;
  const isOut = (each: string): boolean =>
    ignore !== undefined &&
    isInside(each, context) &&
    ignore.rules.ignores(inFolder(each, context));
  // What a mount hides is the image's alone, and a copy would end up in the mount.
  const hiders = target === undefined ? [] : mountTargets(around);
  const isHidden = (each: string): boolean =>
    target !== undefined &&
    hiders.some((hider) => isTargetInside(throughTo(each, path, target), hider));
  const isFolder = around.input.kinds.get(path) === 'folder' || path === context;
  const what = matches === undefined ? shown(around, path) : text;
  const to =
    target === undefined
      ? `${around.name} is built from ${what}`
      : `the image of ${around.name} has ${what} at ${target}`;
  return derivedRule(around, {
    action,
    path,
    origin: 'build',
    ...(target !== undefined && { target }),
    why: `${to}, and ${why}`,
    except: [
      ...(matches === undefined ? [] : [`everything but ${text}`]),
      ...(ignore === undefined ? [] : ignoreInWords(ignore)),
      ...hiders
        .filter((hider) => target !== undefined && isTargetInside(hider, target))
        .map((hider) => `what goes to ${hider} (a mount is there)`),
    ],
    ...(matches && { matches }),
    isOut: (each) =>
      (isFolder && each === path) ||
      isOut(each) ||
      isHidden(each) ||
      (target !== undefined && isComposeFile(each, around.input)),
    isFolderOut: (folder) =>
      (isOut(folder) && ignore?.rules.mayHoldExceptions(inFolder(folder, context)) !== true) ||
      isHidden(folder) ||
      !mayMatchIn(folder),
    ...declaredAt(around.input.locate, ['services', around.name, 'build']),
  });
};

/** All of the context, where nothing is known of what is done with it. */
export const contextRule = (around: Around, context: string, why: string): CopyRule => {
  const { name, input } = around;
  return {
    isInstalled: false,
    rule: derivedRule(around, {
      action: 'rebuild',
      path: context,
      origin: 'build',
      why: `${name} is built from ${shown(around, context)}, and ${why}`,
      ...declaredAt(input.locate, ['services', name, 'build']),
    }),
  };
};
