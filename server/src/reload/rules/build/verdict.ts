import {
  findTarget,
  isStandard,
  lineOf,
  findBefore,
  fromWords,
  stagesFor,
} from '../../../dockerfile/stages.ts';
import type { Stage } from '../../../dockerfile/dockerfile.ts';
import { execWords, restOf, type ParsedBuild } from './parsed.ts';
import { isHarmless } from './harmless.ts';
import type { CopyStep, Step } from './steps.ts';

/** Flags that do not change what a copy brings. */
const plainFlags: ReadonlySet<string> = new Set(['link', 'from']);

/** Why a copy into a running container would not be what the step makes; `undefined` when it would be. */
export const needsBuild = (
  step: CopyStep,
  { build, steps }: { readonly build: ParsedBuild; readonly steps: readonly Step[] },
): string | undefined => {
  const flag = [...step.instruction.flags].find((each) => !plainFlags.has(each));
  // Owners and modes are those of the step, which a copied file would not have.
  if (flag !== undefined) return `the Dockerfile copies it with --${flag}`;
  if (step.destination === undefined) return 'where the image has it is not certain';
  const reader = readerAfter(step, { build, steps });
  if (reader !== undefined) return `"RUN ${reader}" comes after its copy`;
  if (isUsedElsewhere(step.stage, build))
    return 'other stages of the Dockerfile go on from its copy';
  return undefined;
};

const readerAfter = (
  step: CopyStep,
  {
    build: { dockerfile },
    steps,
  }: { readonly build: ParsedBuild; readonly steps: readonly Step[] },
): string | undefined => {
  const target = step.destination?.path ?? '/';
  for (const each of steps.slice(steps.indexOf(step) + 1)) {
    if (each.kind !== 'run') continue;
    const rest = restOf(dockerfile, each.instruction).replace(/^(?:--\S+\s+)+/, '');
    if (!isHarmless(execWords(rest), target)) return shortened(rest);
  }
  return undefined;
};

const shortened = (text: string): string => {
  const line = text.replace(/\s+/g, ' ');
  return line.length > 40 ? `${line.slice(0, 39)}…` : line;
};

/** Whether a stage beside those that become the image is made of it, and so may be copied from. */
const isUsedElsewhere = (stage: Stage, { dockerfile, stage: target }: ParsedBuild): boolean => {
  if (target === undefined) return true;
  const line = lineOf(dockerfile, target);
  return [...stagesFor(dockerfile, target)].some((other) =>
    line.includes(other)
      ? copiesFrom(other, stage, dockerfile)
      : lineOf(dockerfile, other).includes(stage) || copiesFrom(other, stage, dockerfile),
  );
};

const copiesFrom = (by: Stage, stage: Stage, dockerfile: ParsedBuild['dockerfile']): boolean =>
  fromWords(by).some(({ text }) => findBefore(dockerfile, by, text) === stage);

/**
 * Whether it is known at all how the file is read: by the usual builder, and without contexts that stand
 * for its stages.
 */
export const isReadable = (
  { dockerfile, stage }: ParsedBuild,
  contexts: Readonly<Record<string, string>> = {},
): boolean =>
  stage !== undefined &&
  isStandard(dockerfile) &&
  Object.keys(contexts).every((name) => findTarget(dockerfile, name) === undefined);
