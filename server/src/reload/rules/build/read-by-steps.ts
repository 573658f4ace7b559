import { join } from 'node:path';
import { stagesFor } from '../../../dockerfile/stages.ts';
import { mappingsOf } from './sources.ts';
import { walkLine } from './steps.ts';
import { ruleFor, type CopyRule, type Work } from './work.ts';

/** `RUN --mount=type=bind` reads the context without a copy. */
export const ofRunMounts = (work: Work): readonly CopyRule[] => {
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
export const ofOtherStages = (work: Work): readonly CopyRule[] => {
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
