import { basename, join } from 'node:path';
import type { ReloadAction } from '#shared/protocol/reload';
import { contextFolder, dockerfilePaths, isLocalPath } from '../../../compose/build-files.ts';
import { stagesFor } from '../../../dockerfile/stages.ts';
import { placeOf } from '../binds/places.ts';
import { declaredAt } from '../declared-at.ts';
import { derivedRule, fileRule } from '../derived.ts';
import { ignoreInWords } from '../develop/filter.ts';
import type { Around, RuleSource } from '../input.ts';
import { inFolder, isInside } from '../paths.ts';
import type { ReloadRule } from '../rule.ts';
import { shown } from '../shown.ts';
import { takingOf, type ServiceTaking } from '../watching/taking.ts';
import { overwrittenLater } from './overwritten.ts';
import { parsedBuild, type ParsedBuild } from './parsed.ts';
import { isRemote, mappingsOf, type Mapping } from './sources.ts';
import { walkLine, type CopyStep, type Step } from './steps.ts';
import { isReadable, needsBuild } from './verdict.ts';

/** The Dockerfile and what keeps files out of its context: where they lie does not matter. */
export const dockerfileRules: RuleSource = (around) => {
  const { name, service, input } = around;
  const context = service.build === undefined ? undefined : contextFolder(service.build);
  if (service.build === undefined || context === undefined) return [];
  const facts = input.builds.get(name);
  const file = facts === undefined ? dockerfilePaths(service.build)[0] : facts.dockerfilePath;
  const ignore = facts?.ignore?.path ?? join(context, '.dockerignore');
  const at = declaredAt(input.locate, ['services', name, 'build']);
  const rebuild = (path: string, why: string): ReloadRule =>
    fileRule(around, { action: 'rebuild', path, origin: 'build', why, ...at });
  return [
    ...(file === undefined ? [] : [rebuild(file, `${name} is built by ${basename(file)}`)]),
    rebuild(ignore, `${basename(ignore)} says what ${name} is not built from`),
  ];
};

/** A named file with a step after it, such as a lock file before an install: no mount replaces that. */
export const installRules: RuleSource = (around) =>
  copyRules(around)
    .filter(({ rule, isInstalled }) => isInstalled && rule.action === 'rebuild')
    .map(({ rule }) => rule);

/** What the Dockerfile takes from its context: rules that rebuild first, then those that copy. */
export const imageRules: RuleSource = (around) => {
  const all = [...copyRules(around).map(({ rule }) => rule), ...additionalRules(around)];
  const rebuilding = all.filter(({ action }) => action === 'rebuild');
  return [...rebuilding, ...all.filter((rule) => !rebuilding.includes(rule)).reverse()];
};

interface CopyRule {
  readonly rule: ReloadRule;
  readonly isInstalled: boolean;
}

const copyRules = (around: Around): readonly CopyRule[] => {
  const { service, input } = around;
  const context = service.build === undefined ? undefined : contextFolder(service.build);
  if (context === undefined) return [];
  const build = parsedBuild(around);
  if (build === undefined || !isReadable(build))
    return [contextRule(around, context, 'how it gets into the image is not known')];
  const { steps } = walkLine(build, input.images?.get(around.name)?.workingDir);
  const work: Work = { around, build, steps, context, taking: takingOf(around) };
  return [
    ...steps.flatMap((step) => (step.kind === 'copy' ? ofStep(work, step) : [])),
    ...ofRunMounts(work),
    ...ofOtherStages(work),
  ];
};

interface Work {
  readonly around: Around;
  readonly build: ParsedBuild;
  readonly steps: readonly Step[];
  readonly context: string;
  readonly taking: ServiceTaking;
}

const ofStep = (work: Work, step: CopyStep): readonly CopyRule[] => {
  if (step.instruction.from !== undefined) return [];
  const { build, steps, context, around } = work;
  const reason = needsBuild(step, { build, steps });
  const isInstalled = reason?.startsWith('"RUN ') === true;
  return mappingsOf(step, { context, kinds: around.input.kinds }).flatMap((mapping) =>
    ofMapping(work, { step, mapping, reason, isInstalled: isInstalled && mapping.isNamed }),
  );
};

const ofMapping = (
  work: Work,
  {
    step,
    mapping,
    reason,
    isInstalled,
  }: {
    readonly step: CopyStep;
    readonly mapping: Mapping;
    readonly reason: string | undefined;
    readonly isInstalled: boolean;
  },
): readonly CopyRule[] => {
  const { target } = mapping;
  const why =
    reason ?? (target === undefined ? 'where the image has it is not certain' : undefined);
  if (why !== undefined || target === undefined)
    return [{ rule: ruleFor(work, mapping, { action: 'rebuild', why: why ?? '' }), isInstalled }];
  const { whole, paths } = overwrittenLater(
    { path: mapping.path, target, step },
    { steps: work.steps, context: work.context, kinds: work.around.input.kinds },
  );
  const later = 'a later step of the Dockerfile writes over it';
  if (whole)
    return [
      { rule: ruleFor(work, mapping, { action: 'rebuild', why: later }), isInstalled: false },
    ];
  return [
    ...paths.map((path) => ({
      rule: ruleFor(work, { ...mapping, path }, { action: 'rebuild' as const, why: later }),
      isInstalled: false,
    })),
    { rule: ruleFor(work, mapping, copying(work.taking, target)), isInstalled: false },
  ];
};

/** How a copy gets to the program. */
const copying = (
  { kind, because }: ServiceTaking,
  target: string,
): { readonly action: ReloadAction; readonly why: string; readonly target?: string } => {
  if (kind === 'rebuild') return { action: 'rebuild', why: because };
  const isConfiguration = placeOf('', target) === 'configuration';
  if (kind === 'restart' || isConfiguration)
    return {
      action: 'sync+restart',
      target,
      why: isConfiguration ? 'programs read their configuration when they start' : because,
    };
  return { action: 'sync', target, why: because };
};

const ruleFor = (
  { around, context, build }: Pick<Work, 'around' | 'context' | 'build'>,
  { path, matches = () => true, mayMatchIn = () => true }: Mapping,
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
  const isFolder = around.input.kinds.get(path) === 'folder' || path === context;
  const to =
    target === undefined
      ? `${around.name} is built from ${shown(around, path)}`
      : `the image of ${around.name} has ${shown(around, path)} at ${target}`;
  return derivedRule(around, {
    action,
    path,
    origin: 'build',
    ...(target !== undefined && { target }),
    why: `${to}, and ${why}`,
    except: ignore === undefined ? [] : ignoreInWords(ignore),
    isOut: (each) => (isFolder && each === path) || isOut(each) || !matches(each),
    isFolderOut: (folder) =>
      (isOut(folder) && ignore?.rules.mayHoldExceptions(inFolder(folder, context)) !== true) ||
      !mayMatchIn(folder),
    ...declaredAt(around.input.locate, ['services', around.name, 'build']),
  });
};

const contextRule = (around: Around, context: string, why: string): CopyRule => {
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

/** `RUN --mount=type=bind` reads the context without a copy. */
const ofRunMounts = (work: Work): readonly CopyRule[] => {
  const { build, context } = work;
  const { dockerfile, stage } = build;
  if (stage === undefined) return [];
  return [...stagesFor(dockerfile, stage)]
    .flatMap(({ instructions }) => instructions)
    .flatMap((each) => (each.kind === 'run' ? each.mounts : []))
    .filter(({ type, from }) => type === 'bind' && from === undefined)
    .map(({ source }) => {
      const text = source?.text ?? '';
      const isPlain = !/[$"'\\]/.test(text);
      const path = isPlain ? join(context, text) : context;
      const mapping = { path, text, isNamed: text !== '' && isPlain };
      const why = 'a RUN of the Dockerfile reads it';
      return {
        rule: ruleFor(work, mapping, { action: 'rebuild', why }),
        isInstalled: mapping.isNamed,
      };
    });
};

/** What other stages take becomes part of the image in a way that only a build can tell. */
const ofOtherStages = (work: Work): readonly CopyRule[] => {
  const { build, around, context } = work;
  const { dockerfile, stage } = build;
  if (stage === undefined) return [];
  const own = new Set(work.steps.map((step) => step.stage));
  return [...stagesFor(dockerfile, stage)]
    .filter((other) => !own.has(other))
    .flatMap((other) => walkLine({ ...build, stage: other }, undefined).steps)
    .flatMap((step) => {
      if (step.kind !== 'copy' || own.has(step.stage) || step.instruction.from !== undefined)
        return [];
      const why = `stage ${step.stage.name?.text ?? String(step.stage.index)} of the Dockerfile makes something of it`;
      return mappingsOf(step, { context, kinds: around.input.kinds }).map((mapping) => ({
        rule: ruleFor(work, mapping, { action: 'rebuild', why }),
        isInstalled: mapping.isNamed,
      }));
    });
};

const additionalRules: RuleSource = (around) => {
  const { name, service, input } = around;
  return Object.entries(service.build?.additional_contexts ?? {})
    .filter(([, path]) => isLocalPath(path) && !isRemote(path))
    .map(([key, path]) =>
      derivedRule(around, {
        action: 'rebuild',
        path,
        origin: 'build',
        why: `${name} is built with ${shown(around, path)} as its additional context ${key}`,
        ...declaredAt(input.locate, ['services', name, 'build', 'additional_contexts', key]),
      }),
    );
};
