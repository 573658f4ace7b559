import type { ReloadAction } from '#shared/protocol/reload';
import { contextFolder } from '../../../compose/build-files.ts';
import { placeOf } from '../binds/places.ts';
import type { Around } from '../input.ts';
import { takingOf, type ServiceTaking } from '../watching/taking.ts';
import { overwrittenLater } from './overwritten.ts';
import { parsedBuild, type ParsedBuild } from './parsed.ts';
import { ofOtherStages, ofRunMounts } from './read-by-steps.ts';
import { mappingsOf, type Mapping } from './sources.ts';
import { walkLine, type CopyStep } from './steps.ts';
import { isReadable, needsBuild } from './verdict.ts';
import { contextRule, ruleFor, type CopyRule, type Work } from './work.ts';

/** What a Dockerfile takes from its context: by a copy where that comes to the same, else by a build. */
export const copyRules = (around: Around): readonly CopyRule[] => {
  const { service } = around;
  const context = service.build === undefined ? undefined : contextFolder(service.build);
  if (context === undefined) return [];
  const build = parsedBuild(around);
  if (build === undefined || !isReadable(build, service.build?.additional_contexts))
    return [contextRule(around, context, 'how it gets into the image is not known')];
  const { steps } = walkLine(build, folderBefore(around, build));
  const work: Work = { around, build, steps, context, taking: takingOf(around) };
  return [
    ...steps.flatMap((step) => (step.kind === 'copy' ? ofStep(work, step) : [])),
    ...ofRunMounts(work),
    ...ofOtherStages(work),
  ];
};

/** Where the image begins that is built on: it ends there too, when no step goes elsewhere. */
const folderBefore = ({ name, input }: Around, build: ParsedBuild): string | undefined =>
  walkLine(build, undefined).goesElsewhere ? undefined : input.images?.get(name)?.workingDir;

const ofStep = (work: Work, step: CopyStep): readonly CopyRule[] => {
  if (step.instruction.from !== undefined) return [];
  const { build, steps, context, around } = work;
  const reason = needsBuild(step, { build, steps });
  const isInstalled = reason?.startsWith('"RUN ') === true;
  // Where it goes does not matter to what is built.
  const taken = reason === undefined ? step : { ...step, destination: undefined };
  return mappingsOf(taken, { context, kinds: around.input.kinds }).flatMap((mapping) =>
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
  const isConfiguration = placeOf('', target) === 'configuration' && kind !== 'idle';
  if (kind === 'restart' || isConfiguration)
    return {
      action: 'sync+restart',
      target,
      why: isConfiguration ? 'programs read their configuration when they start' : because,
    };
  return { action: 'sync', target, why: because };
};
