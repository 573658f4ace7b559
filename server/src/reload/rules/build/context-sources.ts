import { contextFolder } from '../../../compose/build-files.ts';
import { stagesFor } from '../../../dockerfile/stages.ts';
import type { Around } from '../input.ts';
import { parsedBuild } from './parsed.ts';
import { mappingsOf } from './sources.ts';
import { walkLine } from './steps.ts';

/** The paths of the host that a Dockerfile names: whether each is a file or a folder is to be found out. */
export const contextSources = (around: Around): readonly string[] => {
  const context = around.service.build && contextFolder(around.service.build);
  const build = parsedBuild(around);
  if (context === undefined || build?.stage === undefined) return [];
  return [...stagesFor(build.dockerfile, build.stage)]
    .flatMap((stage) => walkLine({ ...build, stage }, undefined).steps)
    .flatMap((step) =>
      step.kind === 'copy' && step.instruction.from === undefined
        ? mappingsOf(step, { context, kinds: new Map() }).map(({ path }) => path)
        : [],
    );
};
