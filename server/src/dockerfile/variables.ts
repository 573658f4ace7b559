import type { Dockerfile, Instruction, Stage } from './dockerfile.ts';
import { declare, globalVariables, type BuildArguments, type Variables } from './expand.ts';
import { lineOf } from './stages.ts';

/** Those that hold at an offset of a stage, with what the stages before it leave. */
export const variablesAt = (
  dockerfile: Dockerfile,
  { stage, offset }: { readonly stage: Stage; readonly offset: number },
  given: BuildArguments = {},
): Variables => {
  const globals = globalVariables(dockerfile, given);
  const known = new Map<string, string | undefined>();
  const fixed = new Set<string>();
  for (const instruction of lineOf(dockerfile, stage)
    .toReversed()
    .flatMap((one): readonly Instruction[] => one.instructions)) {
    if (instruction.start >= offset && stage.instructions.includes(instruction)) break;
    if (instruction.kind === 'arg' || instruction.kind === 'env')
      declare(instruction, known, { given, globals, fixed });
  }
  return known;
};

/** The names that `--build-arg` can give a value, in any stage. */
export const declaredArguments = ({ args, stages }: Dockerfile): readonly string[] =>
  [...args, ...stages.flatMap((stage) => stage.instructions)].flatMap((each) =>
    each.kind === 'arg' ? each.variables.map(({ name }) => name) : [],
  );
